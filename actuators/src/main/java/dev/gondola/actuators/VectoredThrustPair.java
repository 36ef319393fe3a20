package dev.gondola.actuators;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.pwm.Pwm;
import java.util.Objects;

/**
 * Two DC motors on one shaft that a servo turns by 180 degrees: the magnitude of the command drives
 * both motors alike, its sign turns the thrust up or down. Each motor has a driver of the DRV8838
 * kind (TI SLVSBA4: PHASE/ENABLE interface), so one PWM and one direction output.
 *
 * <p>As on the flown blimp, the motors keep running while the servo turns, and the servo follows
 * the sign of the command within the dead zone too. The hardware is written to only when something
 * changes. {@link #apply} allocates nothing if the outputs do not.
 *
 * <p>Pulses are exact on a {@link PulsePwm}. On any other {@link Pwm} the duty is a whole percent,
 * which costs: a motor's duty is off by up to 0.5 percent of full scale (levels of a scale of up to
 * 100 stay distinct), and a servo pulse at 50 Hz comes in steps of 200 us. Servo pulses are then
 * rounded towards each other, so as not to drive the servo into its stops: of 500 and 2500 us there
 * remain 600 and 2400 us, nine tenths of the turn.
 */
public final class VectoredThrustPair implements Actuator {
  private static final int UNKNOWN = -1;

  private final VectoredThrustConfig config;
  private final PwmWriter left;
  private final PwmWriter right;
  private final PwmWriter servo;
  private final long lowestPulseNanos;

  private int writtenLevel = UNKNOWN;
  private long writtenServoPulse = UNKNOWN;

  /**
   * Takes over the outputs, sets the directions and switches the motors off. The servo is left
   * alone until the first {@link #apply}.
   *
   * @param config parameters
   * @param leftMotor PWM of the left motor
   * @param leftDirection direction of the left motor
   * @param rightMotor PWM of the right motor
   * @param rightDirection direction of the right motor
   * @param servo PWM of the servo
   */
  public VectoredThrustPair(
      VectoredThrustConfig config,
      Pwm leftMotor,
      DigitalOutput leftDirection,
      Pwm rightMotor,
      DigitalOutput rightDirection,
      Pwm servo) {
    this.config = Objects.requireNonNull(config, "config");
    this.left = new PwmWriter(leftMotor, config.motorPeriodNanos());
    this.right = new PwmWriter(rightMotor, config.motorPeriodNanos());
    this.servo = new PwmWriter(servo, config.servoPeriodNanos());
    this.lowestPulseNanos = Math.min(config.upPulseNanos(), config.downPulseNanos());
    stop();
    leftDirection.state(config.leftDirection());
    rightDirection.state(config.rightDirection());
  }

  /**
   * The thrust law: 0 if |command| is below the dead zone or NaN, else the integer part of base
   * level + levels per unit x min(|command|, largest command). With the flown blimp's numbers 0 or
   * 9..39 of 45.
   *
   * @param command any double, in command units
   * @param config parameters
   * @return motor level, 0..{@code config.levels()}
   */
  public static int levelOf(double command, VectoredThrustConfig config) {
    double magnitude = Math.abs(command);
    if (!(magnitude >= config.deadZone())) {
      return 0;
    }
    double cut = Math.min(magnitude, config.maxCommand());
    return (int) (config.baseLevel() + config.levelsPerUnit() * cut);
  }

  /**
   * {@inheritDoc}
   *
   * <p>NaN switches the motors off and leaves the servo where it is.
   *
   * @param command thrust in command units, at least 0 up, below 0 down
   */
  @Override
  public void apply(double command, long nowNanos) {
    if (!Double.isNaN(command)) {
      turnTo(command >= 0 ? config.upPulseNanos() : config.downPulseNanos());
    }
    drive(levelOf(command, config));
  }

  private void turnTo(long pulseNanos) {
    if (pulseNanos != writtenServoPulse) {
      writtenServoPulse = UNKNOWN;
      if (pulseNanos == lowestPulseNanos) {
        servo.writeRoundingUp(pulseNanos);
      } else {
        servo.writeRoundingDown(pulseNanos);
      }
      writtenServoPulse = pulseNanos;
    }
  }

  private void drive(int level) {
    if (level != writtenLevel) {
      // Stays unknown if a write throws, so that the next tick tries again.
      writtenLevel = UNKNOWN;
      long pulseNanos = pulseOf(level);
      left.write(pulseNanos);
      right.write(pulseNanos);
      writtenLevel = level;
    }
  }

  private long pulseOf(int level) {
    return config.motorPeriodNanos() * level / config.levels();
  }

  /**
   * Switches both motors off, even if they are believed to be off, and even if one of them cannot
   * be reached. The servo stays where it is.
   *
   * @throws RuntimeException what an output has thrown, after both were tried
   */
  @Override
  public void stop() {
    writtenLevel = UNKNOWN;
    try {
      left.write(0);
    } finally {
      right.write(0);
    }
    writtenLevel = 0;
  }

  /**
   * Returns the level that both motors are driven with, 0..{@code levels}; -1 if it is unknown
   * because an output failed.
   */
  public int level() {
    return writtenLevel;
  }
}
