package dev.gondola.actuators;

import com.pi4j.io.gpio.digital.DigitalState;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters of a {@link VectoredThrustPair}.
 *
 * @param deadZone commands of smaller magnitude switch the motors off; command units, above 0
 * @param maxCommand larger magnitudes count as this one; command units, above {@code deadZone}
 * @param baseLevel motor level at command 0 if there were no dead zone, at least 0
 * @param levelsPerUnit rise of the motor level per command unit, at least 0
 * @param levels motor level of full duty, above 0; the level at {@code maxCommand} may not exceed
 *     it
 * @param motorPeriodNanos period of the motors' PWM, ns, at least 1 per level, at most 1 s
 * @param servoPeriodNanos period of the servo's PWM, ns, above 0, at most 1 s
 * @param upPulseNanos servo pulse for commands of at least 0, ns, above 0, shorter than the period
 * @param downPulseNanos servo pulse for commands below 0, ns, above 0, shorter than the period
 * @param leftDirection state of the left direction output in which the propeller pushes
 * @param rightDirection state of the right direction output in which the propeller pushes
 */
public record VectoredThrustConfig(
    double deadZone,
    double maxCommand,
    double baseLevel,
    double levelsPerUnit,
    int levels,
    long motorPeriodNanos,
    long servoPeriodNanos,
    long upPulseNanos,
    long downPulseNanos,
    DigitalState leftDirection,
    DigitalState rightDirection) {
  private static final long MAX_PERIOD_NANOS = 1_000_000_000L;

  /**
   * Checks all fields.
   *
   * @throws IllegalArgumentException naming every field out of range
   */
  public VectoredThrustConfig {
    List<String> faults = new ArrayList<>();
    check(deadZone > 0 && deadZone < maxCommand, "deadZone", deadZone, "0..maxCommand", faults);
    check(Double.isFinite(maxCommand), "maxCommand", maxCommand, "a finite number", faults);
    check(baseLevel >= 0, "baseLevel", baseLevel, "at least 0", faults);
    check(levelsPerUnit >= 0, "levelsPerUnit", levelsPerUnit, "at least 0", faults);
    double topLevel = baseLevel + levelsPerUnit * maxCommand;
    check(levels > 0 && topLevel <= levels, "levels", levels, "at least " + topLevel, faults);
    check(
        motorPeriodNanos >= levels && motorPeriodNanos <= MAX_PERIOD_NANOS,
        "motorPeriodNanos",
        motorPeriodNanos,
        levels + ".." + MAX_PERIOD_NANOS,
        faults);
    check(
        servoPeriodNanos > 0 && servoPeriodNanos <= MAX_PERIOD_NANOS,
        "servoPeriodNanos",
        servoPeriodNanos,
        "1.." + MAX_PERIOD_NANOS,
        faults);
    checkPulse("upPulseNanos", upPulseNanos, servoPeriodNanos, faults);
    checkPulse("downPulseNanos", downPulseNanos, servoPeriodNanos, faults);
    checkDirection("leftDirection", leftDirection, faults);
    checkDirection("rightDirection", rightDirection, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("vectored thrust: " + String.join("; ", faults));
    }
  }

  private static void check(
      boolean valid, String field, Object value, String wanted, List<String> faults) {
    if (!valid) {
      faults.add(field + " is " + value + ", " + wanted + " is wanted");
    }
  }

  private static void checkPulse(String field, long pulse, long period, List<String> faults) {
    check(pulse > 0 && pulse < period, field, pulse, "1.." + (period - 1), faults);
  }

  private static void checkDirection(String field, DigitalState state, List<String> faults) {
    check(
        state == DigitalState.LOW || state == DigitalState.HIGH,
        field,
        state,
        "LOW or HIGH",
        faults);
  }

  /**
   * Returns the parameters of the blimp flown by Stroobants et al. 2023 (arXiv 2309.12937), as in
   * their code, github.com/timburgers/ros at f365f71, folder snnblimp_ws/src/motor_control/src.
   *
   * <ul>
   *   <li>{@code dcmotor.cpp}: off below 0.3, else 9 + 3 x command, command cut at 10, handed to
   *       wiringPi as an integer out of a PWM range of 45: levels 9..39.
   *   <li>{@code dcmotor.cpp}: PWM clock divisor 2, so 19.2 MHz / 2 / 45 = 213 kHz, a period of
   *       4687.5 ns. Here 4500 ns (222 kHz): a level is then 100 ns, one tick of the Raspberry Pi's
   *       10 MHz PWM clock (Linux, bcm2711.dtsi, pwm assigned-clock-rates), so all 45 levels come
   *       out exact.
   *   <li>{@code dcmotor.cpp}: both direction outputs are low whenever a motor pushes.
   *   <li>{@code servo_ros.py}: 50 Hz; angle 1 is 2500 us, called upward there, angle 10 is 500 us.
   * </ul>
   *
   * <p>Which pulse points the thrust up depends on how the servo horn is fixed: {@code
   * controller_full.py} of the same code sends angle 10, 500 us, for commands of at least 0. Check
   * it with the motors off and exchange the two pulses if need be ({@link #withServoPulses}).
   */
  public static VectoredThrustConfig flownBlimp() {
    return new VectoredThrustConfig(
        0.3,
        10,
        9,
        3,
        45,
        4_500,
        20_000_000,
        2_500_000,
        500_000,
        DigitalState.LOW,
        DigitalState.LOW);
  }

  /** Returns these parameters with other servo pulses, in ns. */
  public VectoredThrustConfig withServoPulses(long upPulseNanos, long downPulseNanos) {
    return new VectoredThrustConfig(
        deadZone,
        maxCommand,
        baseLevel,
        levelsPerUnit,
        levels,
        motorPeriodNanos,
        servoPeriodNanos,
        upPulseNanos,
        downPulseNanos,
        leftDirection,
        rightDirection);
  }
}
