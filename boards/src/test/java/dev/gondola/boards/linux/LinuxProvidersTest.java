package dev.gondola.boards.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.i2c.I2CConfigBuilder;
import com.pi4j.io.pwm.PwmConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen without hardware; with it: {@link KernelBenchTest}. */
@EnabledOnOs(OS.LINUX)
@DisplayName("The Linux provider, where the hardware is not what it should be,")
class LinuxProvidersTest {
  @TempDir Path dev;
  private Context pi4j;

  @BeforeEach
  void open() {
    pi4j =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .add(LinuxProviders.create(dev, dev.resolve("pwm")))
            .build();
  }

  @AfterEach
  void close() {
    pi4j.shutdown();
  }

  @Test
  @DisplayName("tells how to enable a missing I2C bus")
  void missingBus() {
    LinuxIoException refused = assertThrows(LinuxIoException.class, () -> i2c(1, 0x68));

    assertInstanceOf(Pi4JException.class, refused);
    assertEquals("ENOENT", refused.errnoName());
    assertEquals(dev + "/i2c-1", refused.device());
    assertTrue(refused.getMessage().contains("dtparam=i2c_arm=on"), refused.getMessage());
  }

  @Test
  @DisplayName("tells when the device is no I2C bus, and frees it")
  void notABus() throws Exception {
    Files.createFile(dev.resolve("i2c-1"));

    LinuxIoException refused = assertThrows(LinuxIoException.class, () -> i2c(1, 0x68));

    assertEquals("ENOTTY", refused.errnoName());
    assertEquals("This is not an I2C bus.", refused.remedy());
    assertThrows(LinuxIoException.class, () -> i2c(1, 0x68), "the same again, not 'exists'");
  }

  @Test
  @DisplayName("refuses an address that is not a 7-bit address")
  void address() {
    assertThrows(IllegalArgumentException.class, () -> i2c(1, 0x80));
  }

  @Test
  @DisplayName("tells when there is no such GPIO chip")
  void missingGpioChip() {
    IOException refused =
        assertThrows(
            LinuxIoException.class,
            () ->
                pi4j.create(DigitalOutputConfigBuilder.newInstance(pi4j).id("o").bcm(17).build()));

    assertTrue(
        refused.getMessage().startsWith(dev + "/gpiochip0: open failed: ENOENT"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("gpiodetect"), refused.getMessage());
  }

  @Test
  @DisplayName("tells how to enable a missing PWM chip")
  void missingPwmChip() {
    IOException refused = assertThrows(LinuxIoException.class, () -> pwm(0, 1));

    assertTrue(refused.getMessage().contains("dtoverlay=pwm-2chan"), refused.getMessage());
  }

  @Test
  @DisplayName("wants chip and channel of a PWM")
  void incompletePwm() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> pwm(0, null));

    assertTrue(refused.getMessage().contains("needs a chip and a channel"), refused.getMessage());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6   | ENXIO      | No acknowledge
          121 | EREMOTEIO  | No acknowledge
          110 | ETIMEDOUT  | does not go idle
          11  | EAGAIN     | does not go idle
          95  | EOPNOTSUPP | another I2C bus
          5   | EIO        | dmesg
          4242 | errno 4242 | dmesg
          """)
  @DisplayName("tells what to check for each error of an I2C transfer")
  void transferErrors(int errno, String name, String remedy) {
    I2cTransferException error = new I2cTransferException("/dev/i2c-1", 1, 0x68, 0x3B, errno);

    assertEquals(name, error.errnoName());
    assertEquals(errno, error.errno());
    assertEquals("1 104 59", error.bus() + " " + error.address() + " " + error.register());
    assertTrue(
        error
            .getMessage()
            .startsWith("/dev/i2c-1: transfer with address 0x68, register 0x3B, failed: " + name),
        error.getMessage());
    assertTrue(error.remedy().contains(remedy), error.remedy());
  }

  @Test
  @DisplayName("names the group a user lacks")
  void missingPermission() {
    int denied = Errno.EACCES.number();

    assertTrue(LinuxI2CBus.openRemedy(1, denied).contains("usermod -aG i2c $USER"));
    assertTrue(GpioLine.openRemedy(denied).contains("usermod -aG gpio $USER"));
    assertTrue(SysfsPwmChannel.openRemedy(denied).contains("usermod -aG gpio $USER"));
  }

  private void i2c(int bus, int address) {
    pi4j.create(I2CConfigBuilder.newInstance(pi4j).id("i").bus(bus).device(address).build());
  }

  private void pwm(Integer chip, Integer channel) {
    PwmConfigBuilder config = PwmConfigBuilder.newInstance(pi4j).id("p").chip(chip);
    if (channel != null) {
      config.channel(channel);
    }
    pi4j.create(config.build());
  }
}
