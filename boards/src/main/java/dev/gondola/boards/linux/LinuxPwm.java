package dev.gondola.boards.linux;

import com.pi4j.context.Context;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmPolarity;
import com.pi4j.io.pwm.PwmProvider;
import dev.gondola.actuators.PulsePwm;
import java.nio.file.Path;

/**
 * A PWM channel in sysfs, with pulses in nanoseconds. It starts switched off unless the
 * configuration has an initial value, and is switched off at shutdown unless it has a shutdown
 * value. {@link #setPulse} allocates nothing. Safe for use by several threads.
 */
final class LinuxPwm extends PwmBase implements PulsePwm {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SysfsPwmChannel channel;
  private long pulse;
  private boolean percentStaged = true;
  private boolean open = true;

  LinuxPwm(PwmProvider provider, PwmConfig config, Path chip) {
    super(provider, config);
    if (config.frequency() != null) {
      frequency = config.frequency();
    }
    period = periodOf(frequency);
    channel =
        SysfsPwmChannel.open(
            chip, config.channel(), period, config.polarity() == PwmPolarity.INVERSED);
  }

  @Override
  public synchronized void setPulse(long periodNanos, long pulseNanos) {
    if (periodNanos <= 0 || pulseNanos < 0 || pulseNanos > periodNanos) {
      throw new IllegalArgumentException(
          "period "
              + periodNanos
              + " ns must be above 0 and pulse "
              + pulseNanos
              + " ns within 0..period");
    }
    requireOpen();
    channel.set(periodNanos, pulseNanos);
    channel.enable();
    period = periodNanos;
    pulse = pulseNanos;
    frequency = (int) Math.min(Integer.MAX_VALUE, (SECOND_NANOS + periodNanos / 2) / periodNanos);
    // 0..100 comes from the cache of Integer.valueOf: no allocation
    dutyCycle = (int) (100.0 * pulseNanos / periodNanos);
    percentStaged = false;
    onState = true;
  }

  @Override
  public synchronized void setDutyCycle(Integer percent) {
    super.setDutyCycle(percent);
    percentStaged = true;
  }

  @Override
  public synchronized void setFrequency(int hertz) {
    var _ = periodOf(hertz);
    super.setFrequency(hertz);
    percentStaged = true;
  }

  @Override
  public synchronized Pwm on() {
    if (percentStaged) {
      long staged = periodOf(frequency);
      setPulse(staged, staged * dutyCycle / 100);
    } else {
      setPulse(period, pulse);
    }
    return this;
  }

  @Override
  public synchronized Pwm off() {
    requireOpen();
    channel.disable();
    onState = false;
    return this;
  }

  @Override
  public synchronized Pwm shutdownInternal(Context context) {
    if (!open) {
      return this;
    }
    try {
      if (config.shutdownValue() == null) {
        off();
      } else {
        super.shutdownInternal(context);
      }
    } finally {
      open = false;
      channel.close();
    }
    return this;
  }

  @Override
  public void close() {
    // PwmBase does not keep its context, so IOBase.close() would do nothing.
    if (open) {
      provider.context().shutdown(id());
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new LinuxIoException(
          config.id(), "use after close", Errno.ESHUTDOWN.number(), "Create the output anew.");
    }
  }

  private static long periodOf(int hertz) {
    if (hertz <= 0) {
      throw new IllegalArgumentException("PWM frequency " + hertz + " Hz must be above 0");
    }
    return SECOND_NANOS / hertz;
  }
}
