package dev.gondola.actuators;

import com.pi4j.io.pwm.Pwm;

/**
 * Writes pulses of one period to a PWM: exactly where it is a {@link PulsePwm}, else as a whole
 * percent of duty, all that Pi4J's own interface has.
 */
final class PwmWriter {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Pwm pwm;
  private final PulsePwm exact;
  private final long periodNanos;
  private final int frequencyHertz;

  PwmWriter(Pwm pwm, long periodNanos) {
    this.pwm = pwm;
    this.exact = pwm instanceof PulsePwm pulsePwm ? pulsePwm : null;
    this.periodNanos = periodNanos;
    this.frequencyHertz = (int) Math.max(1, NANOS_PER_SECOND / periodNanos);
  }

  /** Writes a pulse, or the nearest percent. */
  void write(long pulseNanos) {
    write(pulseNanos, (200 * pulseNanos + periodNanos) / (2 * periodNanos));
  }

  /** Writes a pulse, or the percent at or above it. */
  void writeRoundingUp(long pulseNanos) {
    write(pulseNanos, Math.ceilDiv(100 * pulseNanos, periodNanos));
  }

  /** Writes a pulse, or the percent at or below it. */
  void writeRoundingDown(long pulseNanos) {
    write(pulseNanos, 100 * pulseNanos / periodNanos);
  }

  private void write(long pulseNanos, long percent) {
    if (exact != null) {
      exact.setPulse(periodNanos, pulseNanos);
    } else {
      // Boxing allocates nothing here: 0..100 are in Integer's cache.
      pwm.on((int) percent, frequencyHertz);
    }
  }
}
