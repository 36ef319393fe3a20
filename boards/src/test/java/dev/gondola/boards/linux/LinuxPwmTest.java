package dev.gondola.boards.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.exception.IOAlreadyExistsException;
import com.pi4j.io.pwm.PwmConfigBuilder;
import com.pi4j.io.pwm.PwmPolarity;
import com.sun.management.ThreadMXBean;
import dev.gondola.actuators.PulsePwm;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A named pipe stands in for the files of sysfs: what is written comes out in the order of writing.
 * The real kernel: {@link KernelBenchTest}.
 */
@EnabledOnOs(OS.LINUX)
@DisplayName("PWM through sysfs")
class LinuxPwmTest {
  @TempDir Path sysfs;
  private Path chip;
  private RandomAccessFile pipe;
  private Context pi4j;

  @BeforeEach
  void makeChip() throws IOException, InterruptedException {
    chip = sysfs.resolve("pwmchip0");
    Path channel = Files.createDirectories(chip.resolve("pwm0"));
    Files.createFile(chip.resolve("export"));
    Files.createFile(chip.resolve("unexport"));
    Files.createFile(channel.resolve("polarity"));
    Path numbers = sysfs.resolve("numbers");
    Process mkfifo = new ProcessBuilder("mkfifo", numbers.toString()).start();
    assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "no mkfifo");
    for (String attribute : List.of("period", "duty_cycle", "enable")) {
      Files.createSymbolicLink(channel.resolve(attribute), numbers);
    }
    pipe = new RandomAccessFile(numbers.toFile(), "rw");
    pi4j = Pi4J.newContextBuilder().noAutoDetect().add(LinuxProviders.create(sysfs, sysfs)).build();
  }

  @AfterEach
  void close() throws IOException {
    pi4j.shutdown();
    pipe.close();
  }

  @Test
  @DisplayName("begins switched off, whatever was left behind")
  void beginsOff() throws IOException {
    PulsePwm pwm = create(PwmPolarity.NORMAL);

    // pulse before period, for a longer one may be left; again after it, for it may have been 0
    assertEquals(List.of("0", "20000000", "0", "0"), written());
    assertEquals("0\n", Files.readString(chip.resolve("export")));
    assertEquals("normal\n", Files.readString(chip.resolve("pwm0/polarity")));
    assertFalse(pwm.isOn());
    assertEquals(50, pwm.getFrequency());
  }

  @Test
  @DisplayName("can be low-active")
  void inversed() throws IOException {
    create(PwmPolarity.INVERSED);

    assertEquals("inversed\n", Files.readString(chip.resolve("pwm0/polarity")));
  }

  @Test
  @DisplayName("writes only what changes, to the nanosecond")
  void writesChanges() throws IOException {
    PulsePwm pwm = create(PwmPolarity.NORMAL);
    written();

    pwm.setPulse(20_000_000, 1_500_000);
    assertEquals(List.of("1500000", "1"), written());
    pwm.setPulse(20_000_000, 1_500_001);
    assertEquals(List.of("1500001"), written());
    pwm.setPulse(20_000_000, 1_500_001);
    assertEquals(List.of(), written());
    assertTrue(pwm.isOn());
    assertEquals(7, pwm.getDutyCycle());

    pwm.off();
    assertEquals(List.of("0", "0"), written());
    pwm.on();
    assertEquals(List.of("1500001", "1"), written());
    pwm.on(25, 1_000);
    assertEquals(List.of("250000", "1000000"), written());
  }

  @Test
  @DisplayName("never has a pulse longer than its period on the way to other values")
  void writeOrder() throws IOException {
    PulsePwm pwm = create(PwmPolarity.NORMAL);
    pwm.setPulse(20_000_000, 1_500_000);
    written();

    pwm.setPulse(1_000_000, 250_000);
    assertEquals(List.of("250000", "1000000"), written());
    pwm.setPulse(20_000_000, 2_500_000);
    assertEquals(List.of("20000000", "2500000"), written());
  }

  @Test
  @DisplayName("is switched off and given back at shutdown")
  void shutdown() throws IOException {
    PulsePwm pwm = create(PwmPolarity.NORMAL);
    pwm.setPulse(20_000_000, 1_500_000);
    written();

    pwm.close();

    assertEquals(List.of("0", "0"), written());
    assertEquals("0\n", Files.readString(chip.resolve("unexport")));
    assertThrows(LinuxIoException.class, () -> pwm.setPulse(20_000_000, 1));
    create(PwmPolarity.NORMAL);
  }

  @Test
  @DisplayName("is not opened twice, which would switch off the first")
  void notTwice() throws IOException {
    create(PwmPolarity.NORMAL).setPulse(20_000_000, 1_500_000);
    written();

    assertThrows(IOAlreadyExistsException.class, () -> create(PwmPolarity.NORMAL));

    assertEquals(List.of(), written());
  }

  @Test
  @DisplayName("refuses a pulse that is longer than its period, and a period of 0")
  void refusesNonsense() {
    PulsePwm pwm = create(PwmPolarity.NORMAL);

    assertThrows(IllegalArgumentException.class, () -> pwm.setPulse(1_000, 1_001));
    assertThrows(IllegalArgumentException.class, () -> pwm.setPulse(0, 0));
    assertThrows(IllegalArgumentException.class, () -> pwm.setPulse(1_000, -1));
    assertThrows(IllegalArgumentException.class, () -> pwm.setFrequency(0));
  }

  @Test
  @DisplayName("allocates nothing for a new pulse")
  void allocatesNothing() throws IOException {
    PulsePwm pwm = create(PwmPolarity.NORMAL);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // The fewest of some rounds: the virtual machine allocates a little itself while it compiles.
    long bytes = Long.MAX_VALUE;
    for (int round = 0; round < 6; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 5_000; i++) {
        pwm.setPulse(20_000_000, 1_000_000 + i);
      }
      bytes = Math.min(bytes, threads.getCurrentThreadAllocatedBytes() - before);
      written();
    }

    assertEquals(0, bytes);
  }

  private PulsePwm create(PwmPolarity polarity) {
    return (PulsePwm)
        pi4j.create(
            PwmConfigBuilder.newInstance(pi4j)
                .id("servo")
                .chip(0)
                .channel(0)
                .frequency(50)
                .polarity(polarity)
                .build());
  }

  /** Takes the numbers that have been written, in the order of writing. */
  private List<String> written() throws IOException {
    FileInputStream in = new FileInputStream(pipe.getFD());
    return new String(in.readNBytes(in.available()), StandardCharsets.US_ASCII).lines().toList();
  }
}
