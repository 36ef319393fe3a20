package dev.gondola.sensors;

import java.util.Objects;

/**
 * Settings of an {@link Mpu6050}. Section numbers are those of InvenSense RM-MPU-6000A-00, revision
 * 4.2.
 *
 * @param accelRange full scale of the accelerometer
 * @param gyroRange full scale of the gyroscope
 * @param lowPass digital low-pass filter
 * @param rateDivider samples are renewed at 1 kHz / (1 + rateDivider), 8 kHz / (1 + rateDivider)
 *     with {@link LowPass#HZ_260}; 0..255 (section 4.2)
 */
public record Mpu6050Config(
    AccelRange accelRange, GyroRange gyroRange, LowPass lowPass, int rateDivider) {

  /**
   * Checks all fields.
   *
   * @throws IllegalArgumentException if the divider is out of range
   */
  public Mpu6050Config {
    Objects.requireNonNull(accelRange, "accelRange");
    Objects.requireNonNull(gyroRange, "gyroRange");
    Objects.requireNonNull(lowPass, "lowPass");
    if (rateDivider < 0 || rateDivider > 255) {
      throw new IllegalArgumentException(
          "MPU-6050: rateDivider is " + rateDivider + ", 0..255 is allowed");
    }
  }

  /** Returns settings for a slow robot: 2 g, 250 degrees/s, 44 Hz low-pass, 100 samples/s. */
  public static Mpu6050Config slowRobot() {
    return new Mpu6050Config(AccelRange.G_2, GyroRange.DPS_250, LowPass.HZ_44, 9);
  }

  /** Full scale of the accelerometer: the code is AFS_SEL (sections 4.5 and 4.17). */
  public enum AccelRange {
    /** 2 g, 16384 LSB/g. */
    G_2(0, 16384),
    /** 4 g, 8192 LSB/g. */
    G_4(1, 8192),
    /** 8 g, 4096 LSB/g. */
    G_8(2, 4096),
    /** 16 g, 2048 LSB/g. */
    G_16(3, 2048);

    /** Standard gravity, m/s^2 (3rd CGPM, 1901). */
    private static final double GRAVITY = 9.80665;

    private final int code;
    private final int lsbPerG;

    AccelRange(int code, int lsbPerG) {
      this.code = code;
      this.lsbPerG = lsbPerG;
    }

    int code() {
      return code;
    }

    /** Returns the specific force of one count, m/s^2. */
    public double mps2PerLsb() {
      return GRAVITY / lsbPerG;
    }
  }

  /** Full scale of the gyroscope: the code is FS_SEL (sections 4.4 and 4.19). */
  public enum GyroRange {
    /** 250 degrees/s, 131 LSB per degree/s. */
    DPS_250(0, 131),
    /** 500 degrees/s, 65.5 LSB per degree/s. */
    DPS_500(1, 65.5),
    /** 1000 degrees/s, 32.8 LSB per degree/s. */
    DPS_1000(2, 32.8),
    /** 2000 degrees/s, 16.4 LSB per degree/s. */
    DPS_2000(3, 16.4);

    private final int code;
    private final double lsbPerDegreePerSecond;

    GyroRange(int code, double lsbPerDegreePerSecond) {
      this.code = code;
      this.lsbPerDegreePerSecond = lsbPerDegreePerSecond;
    }

    int code() {
      return code;
    }

    /** Returns the angular rate of one count, rad/s. */
    public double radpsPerLsb() {
      return Math.PI / 180 / lsbPerDegreePerSecond;
    }
  }

  /**
   * Digital low-pass filter: the code is DLPF_CFG (section 4.3). The name is the bandwidth of the
   * accelerometer; bandwidth of the gyroscope and delays are in the comments.
   */
  public enum LowPass {
    /** Accelerometer 260 Hz, 0 ms; gyroscope 256 Hz, 0.98 ms, which then samples at 8 kHz. */
    HZ_260(0),
    /** Accelerometer 184 Hz, 2.0 ms; gyroscope 188 Hz, 1.9 ms. */
    HZ_184(1),
    /** Accelerometer 94 Hz, 3.0 ms; gyroscope 98 Hz, 2.8 ms. */
    HZ_94(2),
    /** Accelerometer 44 Hz, 4.9 ms; gyroscope 42 Hz, 4.8 ms. */
    HZ_44(3),
    /** Accelerometer 21 Hz, 8.5 ms; gyroscope 20 Hz, 8.3 ms. */
    HZ_21(4),
    /** Accelerometer 10 Hz, 13.8 ms; gyroscope 10 Hz, 13.4 ms. */
    HZ_10(5),
    /** Accelerometer 5 Hz, 19.0 ms; gyroscope 5 Hz, 18.6 ms. */
    HZ_5(6);

    private final int code;

    LowPass(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}
