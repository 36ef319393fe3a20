package dev.gondola.sim.bus;

import com.pi4j.context.Context;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProvider;
import dev.gondola.actuators.PulsePwm;

/**
 * A PWM output on a simulated pin. It starts switched off unless the configuration has an initial
 * value, and is switched off at shutdown unless it has a shutdown value. {@link #setPulse}
 * allocates nothing.
 */
final class SimPwm extends PwmBase implements PulsePwm {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SimPwmPin pin;
  private long pulse;
  private boolean percentStaged = true;

  SimPwm(PwmProvider provider, PwmConfig config, SimPwmPin pin) {
    super(provider, config);
    this.pin = pin;
  }

  @Override
  public void setPulse(long periodNanos, long pulseNanos) {
    if (periodNanos <= 0 || pulseNanos < 0 || pulseNanos > periodNanos) {
      throw new IllegalArgumentException(
          "period "
              + periodNanos
              + " ns must be above 0 and pulse "
              + pulseNanos
              + " ns within 0..period");
    }
    pin.set(periodNanos, pulseNanos);
    period = periodNanos;
    pulse = pulseNanos;
    frequency = (int) Math.min(Integer.MAX_VALUE, (SECOND_NANOS + periodNanos / 2) / periodNanos);
    dutyCycle = (int) (100.0 * pulseNanos / periodNanos);
    percentStaged = false;
    onState = true;
  }

  @Override
  public void setDutyCycle(Integer percent) {
    super.setDutyCycle(percent);
    percentStaged = true;
  }

  @Override
  public void setFrequency(int hertz) {
    if (hertz <= 0) {
      throw new IllegalArgumentException("PWM frequency " + hertz + " Hz must be above 0");
    }
    super.setFrequency(hertz);
    percentStaged = true;
  }

  @Override
  public Pwm on() {
    if (percentStaged) {
      long staged = SECOND_NANOS / frequency;
      setPulse(staged, staged * dutyCycle / 100);
    } else {
      setPulse(period, pulse);
    }
    return this;
  }

  @Override
  public Pwm off() {
    pin.set(period, 0);
    onState = false;
    return this;
  }

  @Override
  public Pwm shutdownInternal(Context context) {
    return config.shutdownValue() == null ? off() : super.shutdownInternal(context);
  }
}
