package dev.gondola.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import dev.gondola.sensors.Mpu6050Config.AccelRange;
import dev.gondola.sensors.Mpu6050Config.GyroRange;
import dev.gondola.sensors.Mpu6050Config.LowPass;
import dev.gondola.sensors.testing.Allocation;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The MPU-6050 driver")
class Mpu6050Test {
  private static final double GRAVITY = 9.80665;
  private static Context pi4j;

  private final FakeI2c chip = new FakeI2c(pi4j, Mpu6050.ADDRESS);
  private final ImuSample sample = new ImuSample();

  @BeforeAll
  static void startPi4J() {
    pi4j = Pi4J.newContextBuilder().noAutoDetect().build();
  }

  @AfterAll
  static void stopPi4J() {
    pi4j.shutdown();
  }

  @BeforeEach
  void powerUp() {
    chip.registers[0x75] = 0x68;
    chip.registers[0x6B] = 0x40;
  }

  @Test
  @DisplayName("wakes the chip first, then sets filter, rate and ranges")
  void setsUp() {
    new Mpu6050(chip, Mpu6050Config.slowRobot());
    assertEquals(List.of("6b=01", "1a=03", "19=09", "1b=00", "1c=00"), chip.writes);
  }

  @Test
  @DisplayName("writes the codes of the register map for the widest ranges")
  void setsUpWidest() {
    new Mpu6050(chip, new Mpu6050Config(AccelRange.G_16, GyroRange.DPS_2000, LowPass.HZ_5, 255));
    assertEquals(List.of("6b=01", "1a=06", "19=ff", "1b=18", "1c=18"), chip.writes);
  }

  @Test
  @DisplayName("reads acceleration, temperature and angular rate of one burst in SI units")
  void readsSiUnits() {
    Mpu6050 imu = new Mpu6050(chip, Mpu6050Config.slowRobot());
    chip.put(0x3B, 16384);
    chip.put(0x3D, -8192);
    chip.put(0x3F, -32768);
    chip.put(0x41, 340);
    chip.put(0x43, 131);
    chip.put(0x45, -1310);
    chip.put(0x47, 32767);

    assertTrue(imu.read(42, sample));

    assertEquals(42, sample.timeNanos);
    assertEquals(GRAVITY, sample.accelXMps2, 1e-12);
    assertEquals(-GRAVITY / 2, sample.accelYMps2, 1e-12);
    assertEquals(-2 * GRAVITY, sample.accelZMps2, 1e-12);
    assertEquals(37.53, sample.temperatureC, 1e-12);
    assertEquals(Math.toRadians(1), sample.gyroXRadps, 1e-12);
    assertEquals(Math.toRadians(-10), sample.gyroYRadps, 1e-12);
    assertEquals(Math.toRadians(32767 / 131.0), sample.gyroZRadps, 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"G_2, 16384", "G_4, 8192", "G_8, 4096", "G_16, 2048"})
  @DisplayName("scales each range of the accelerometer")
  void accelRanges(AccelRange range, int countsPerG) {
    Mpu6050 imu = new Mpu6050(chip, new Mpu6050Config(range, GyroRange.DPS_250, LowPass.HZ_44, 0));
    chip.put(0x3B, countsPerG);
    assertTrue(imu.read(0, sample));
    assertEquals(GRAVITY, sample.accelXMps2, 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"DPS_250, 131, 1", "DPS_500, 131, 2", "DPS_1000, 328, 10", "DPS_2000, 164, 10"})
  @DisplayName("scales each range of the gyroscope")
  void gyroRanges(GyroRange range, int counts, double degreesPerSecond) {
    Mpu6050 imu = new Mpu6050(chip, new Mpu6050Config(AccelRange.G_2, range, LowPass.HZ_44, 0));
    chip.put(0x43, counts);
    assertTrue(imu.read(0, sample));
    assertEquals(Math.toRadians(degreesPerSecond), sample.gyroXRadps, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x70, 0xFF})
  @DisplayName("refuses another chip and says what was found")
  void refusesAnotherChip(int identity) {
    chip.registers[0x75] = (byte) identity;
    String message = refused();
    assertTrue(
        message.startsWith(
            "MPU-6050 at I2C bus 1, address 0x68: WHO_AM_I is 0x%02X,".formatted(identity)),
        message);
    assertEquals(List.of(), chip.writes);
  }

  @Test
  @DisplayName("says what to check when nothing answers")
  void nothingAnswers() {
    chip.silent = true;
    String message = refused();
    assertTrue(message.contains("address 0x68: no answer; check power"), message);
    assertTrue(message.contains("i2cdetect -y 1"), message);
  }

  @Test
  @DisplayName("refuses a chip that does not keep its settings")
  void refusesForgetfulChip() {
    FakeI2c stuck =
        new FakeI2c(pi4j, 0x69) {
          @Override
          public int readRegister(int register) {
            return register == 0x1A ? 0 : super.readRegister(register);
          }
        };
    stuck.registers[0x75] = 0x68;
    assertTrue(
        assertThrows(
                IllegalStateException.class, () -> new Mpu6050(stuck, Mpu6050Config.slowRobot()))
            .getMessage()
            .contains("address 0x69: register 0x1A holds 0x00 after 0x03 was written"));
  }

  private String refused() {
    return assertThrows(
            IllegalStateException.class, () -> new Mpu6050(chip, Mpu6050Config.slowRobot()))
        .getMessage();
  }

  @Test
  @DisplayName("counts failed reads, leaves the sample alone and goes on afterwards")
  void busFails() {
    Mpu6050 imu = new Mpu6050(chip, Mpu6050Config.slowRobot());
    assertTrue(imu.read(1, sample));

    chip.silent = true;
    assertFalse(imu.read(2, sample));
    assertEquals("fake: no acknowledge", imu.lastFailure());
    chip.silent = false;
    chip.longestBurst = 13;
    assertFalse(imu.read(3, sample));
    assertEquals("the bus gave fewer than 14 bytes", imu.lastFailure());
    assertEquals(1, sample.timeNanos);
    assertEquals(2, imu.failedReads());

    chip.longestBurst = 14;
    assertTrue(imu.read(4, sample));
    assertEquals(4, sample.timeNanos);
  }

  @Test
  @DisplayName("allocates nothing when read")
  void allocatesNothing() {
    Mpu6050 imu = new Mpu6050(chip, Mpu6050Config.slowRobot());
    assertEquals(
        0,
        Allocation.fewestBytes(
            () -> {
              for (int tick = 0; tick < 100_000; tick++) {
                imu.read(tick, sample);
              }
            }));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  @DisplayName("refuses a rate divider out of range")
  void refusesDivider(int divider) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Mpu6050Config(AccelRange.G_2, GyroRange.DPS_250, LowPass.HZ_44, divider));
  }
}
