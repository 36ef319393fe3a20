package dev.gondola.actuators;

import com.pi4j.io.pwm.Pwm;

/**
 * A {@link Pwm} whose pulse width is set in nanoseconds. Pi4J's own duty cycle is a whole percent,
 * which leaves a hobby servo five to ten positions.
 */
public interface PulsePwm extends Pwm {

  /**
   * Sets period and pulse width and switches the output on. Allocates nothing.
   *
   * @param periodNanos period in ns, above 0
   * @param pulseNanos high time in each period in ns, 0..periodNanos
   */
  void setPulse(long periodNanos, long pulseNanos);
}
