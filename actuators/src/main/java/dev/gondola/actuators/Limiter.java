package dev.gondola.actuators;

import java.util.Objects;

/**
 * Keeps one command within range, dead zone and slew rate. Deterministic: the output depends on the
 * configuration and the calls since {@link #reset} alone.
 *
 * <p>Each call first finds the target: a command that is NaN or infinite is counted and asks for
 * the safe value 0; any other is cut to min..max and, when its magnitude is below the dead zone,
 * becomes 0. The output then moves from the last output towards the target by no more than slew
 * rate x time since the last call. The dead zone works on the command, not on the output: while the
 * output slews it passes through small values rather than jump.
 *
 * <p>The limiter starts from rest: before the first call the output is 0 and no time has passed, so
 * the first call fixes the time and, with a finite slew rate, returns 0. Time that goes backwards
 * counts as none passed, and the next call counts from there.
 */
public final class Limiter {
  private static final double SECONDS_PER_NANO = 1e-9;

  private final LimiterConfig config;
  private double output;
  private boolean started;
  private long lastNanos;
  private long badCommands;

  /** Makes a limiter at rest. */
  public Limiter(LimiterConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Limits one command. Allocates nothing.
   *
   * @param command any double, in command units
   * @param nowNanos monotonic time of the tick, ns
   * @return the new output, finite, min..max
   */
  public double limit(double command, long nowNanos) {
    double target = target(command);
    double largestStep = config.slewPerSecond() * secondsSince(nowNanos);
    if (Double.isNaN(largestStep) || Math.abs(target - output) <= largestStep) {
      output = target;
    } else if (target > output) {
      output += largestStep;
    } else {
      output -= largestStep;
    }
    return output;
  }

  private double target(double command) {
    if (!Double.isFinite(command)) {
      badCommands++;
      return 0;
    }
    double cut = Math.clamp(command, config.min(), config.max());
    return Math.abs(cut) < config.deadZone() ? 0 : cut;
  }

  private double secondsSince(long nowNanos) {
    long elapsed = started ? Math.max(0, nowNanos - lastNanos) : 0;
    lastNanos = nowNanos;
    started = true;
    return elapsed * SECONDS_PER_NANO;
  }

  /** Returns the last output; 0 before the first call. */
  public double output() {
    return output;
  }

  /** Returns how many commands were NaN or infinite since the limiter was made. */
  public long badCommands() {
    return badCommands;
  }

  /** Goes back to rest: output 0, no time known. The count of bad commands stays. */
  public void reset() {
    output = 0;
    started = false;
  }
}
