package dev.gondola.sensors;

import com.pi4j.io.i2c.I2C;
import java.util.Objects;

/**
 * InvenSense MPU-6050 accelerometer and gyroscope on I2C, 100 or 400 kHz. Source of all register
 * numbers and formulas: InvenSense, MPU-6000 and MPU-6050 Register Map and Descriptions,
 * RM-MPU-6000A-00, revision 4.2; sections are named where they are used.
 *
 * <p>{@link #read} is one burst of 14 bytes, so all values are of one instant (section 4.17). It
 * allocates nothing as long as the bus works and the I2C provider allocates nothing.
 */
public final class Mpu6050 {
  /** Device address with pin AD0 low; 0x69 with AD0 high (section 4.32). */
  public static final int ADDRESS = 0x68;

  private static final int SMPLRT_DIV = 0x19;
  private static final int CONFIG = 0x1A;
  private static final int GYRO_CONFIG = 0x1B;
  private static final int ACCEL_CONFIG = 0x1C;
  private static final int ACCEL_XOUT_H = 0x3B;
  private static final int PWR_MGMT_1 = 0x6B;
  private static final int WHO_AM_I = 0x75;

  /** Content of WHO_AM_I, whatever AD0 is (section 4.32). */
  private static final int IDENTITY = 0x68;

  /** SLEEP off; clock from the x gyroscope, more stable than the default oscillator (4.28). */
  private static final int AWAKE_GYRO_CLOCK = 0x01;

  /** FS_SEL and AFS_SEL are bits 4 and 3 of their registers (sections 4.4 and 4.5). */
  private static final int RANGE_SHIFT = 3;

  private static final int BURST_LENGTH = 14;
  private static final double LSB_PER_KELVIN = 340;
  private static final double ZERO_LSB_CELSIUS = 36.53;

  private final I2C i2c;
  private final double mps2PerLsb;
  private final double radpsPerLsb;
  private final byte[] burst = new byte[BURST_LENGTH];
  private long failedReads;
  private String lastFailure = "";

  /**
   * Finds the chip, wakes it and sets it up. The gyroscope needs 30 ms from here to settle
   * (InvenSense PS-MPU-6000A, section 6.1).
   *
   * @param i2c the device, at address 0x68 or 0x69
   * @param config settings
   * @throws IllegalStateException if the device does not answer, is another chip, or does not keep
   *     its settings; the message says what to check
   */
  public Mpu6050(I2C i2c, Mpu6050Config config) {
    this.i2c = Objects.requireNonNull(i2c, "i2c");
    this.mps2PerLsb = config.accelRange().mps2PerLsb();
    this.radpsPerLsb = config.gyroRange().radpsPerLsb();
    identify();
    // First: the chip sleeps after power-up and then takes no other settings.
    set(PWR_MGMT_1, AWAKE_GYRO_CLOCK);
    set(CONFIG, config.lowPass().code());
    set(SMPLRT_DIV, config.rateDivider());
    set(GYRO_CONFIG, config.gyroRange().code() << RANGE_SHIFT);
    set(ACCEL_CONFIG, config.accelRange().code() << RANGE_SHIFT);
  }

  private void identify() {
    int identity = get(WHO_AM_I);
    if (identity != IDENTITY) {
      throw new IllegalStateException(
          "%s: WHO_AM_I is 0x%02X, an MPU-6050 has 0x%02X; 0x70 is an MPU-6500, 0x71 an MPU-9250, 0x00 or 0xFF a bus fault: check the part and its wiring"
              .formatted(where(), identity, IDENTITY));
    }
  }

  private int get(int register) {
    int value;
    try {
      value = i2c.readRegister(register);
    } catch (RuntimeException e) {
      throw noAnswer(e);
    }
    if (value < 0) {
      throw noAnswer(null);
    }
    return value & 0xFF;
  }

  private void set(int register, int value) {
    try {
      i2c.writeRegister(register, (byte) value);
    } catch (RuntimeException e) {
      throw noAnswer(e);
    }
    int kept = get(register);
    if (kept != value) {
      throw new IllegalStateException(
          "%s: register 0x%02X holds 0x%02X after 0x%02X was written; check pull-ups, supply and whether another program uses the chip"
              .formatted(where(), register, kept, value));
    }
  }

  private IllegalStateException noAnswer(RuntimeException cause) {
    return new IllegalStateException(
        "%s: no answer; check power, SDA and SCL, that AD0 is low for 0x68 or high for 0x69, and 'i2cdetect -y %d'"
            .formatted(where(), i2c.bus()),
        cause);
  }

  private String where() {
    return "MPU-6050 at I2C bus %d, address 0x%02X".formatted(i2c.bus(), i2c.device());
  }

  /**
   * Reads the newest sample. A bus that fails for a moment must not stop the robot: that is counted
   * and returns false.
   *
   * @param nowNanos monotonic time, ns, stamped on the sample
   * @param sample receives the sample; unchanged if the bus failed
   * @return whether there is a sample
   */
  public boolean read(long nowNanos, ImuSample sample) {
    try {
      if (i2c.readRegister(ACCEL_XOUT_H, burst, 0, BURST_LENGTH) != BURST_LENGTH) {
        return fail("the bus gave fewer than 14 bytes");
      }
    } catch (RuntimeException e) {
      return fail(String.valueOf(e.getMessage()));
    }
    sample.timeNanos = nowNanos;
    sample.accelXMps2 = word(0) * mps2PerLsb;
    sample.accelYMps2 = word(2) * mps2PerLsb;
    sample.accelZMps2 = word(4) * mps2PerLsb;
    sample.temperatureC = word(6) / LSB_PER_KELVIN + ZERO_LSB_CELSIUS; // section 4.18
    sample.gyroXRadps = word(8) * radpsPerLsb;
    sample.gyroYRadps = word(10) * radpsPerLsb;
    sample.gyroZRadps = word(12) * radpsPerLsb;
    return true;
  }

  private boolean fail(String why) {
    failedReads++;
    lastFailure = why;
    return false;
  }

  /** Returns a big-endian two's complement word of the burst. */
  private int word(int at) {
    return burst[at] << 8 | (burst[at + 1] & 0xFF);
  }

  /** Returns how many calls of {@link #read} failed. */
  public long failedReads() {
    return failedReads;
  }

  /** Returns why {@link #read} last failed; empty if it never did. */
  public String lastFailure() {
    return lastFailure;
  }
}
