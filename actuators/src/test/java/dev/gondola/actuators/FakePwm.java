package dev.gondola.actuators;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfigBuilder;

/** A PWM with no more than Pi4J's interface; counts writes and can be made to fail. */
class FakePwm extends PwmBase {
  int writes;
  boolean broken;

  FakePwm(Context pi4j, String id) {
    super(null, PwmConfigBuilder.newInstance(pi4j).id(id).chip(0).channel(0).build());
    setDutyCycle(50);
    onState = true;
  }

  void noteWrite() {
    if (broken) {
      throw new IllegalStateException(id() + " does not answer");
    }
    writes++;
  }

  int dutyPercent() {
    return onState ? getDutyCycle() : 0;
  }

  @Override
  public Pwm on() throws IOException {
    noteWrite();
    onState = true;
    return this;
  }

  @Override
  public Pwm off() throws IOException {
    noteWrite();
    onState = false;
    return this;
  }

  /** The same with pulses in nanoseconds. */
  static final class Exact extends FakePwm implements PulsePwm {
    long periodNanos;
    long pulseNanos = -1;

    Exact(Context pi4j, String id) {
      super(pi4j, id);
    }

    @Override
    public void setPulse(long periodNanos, long pulseNanos) {
      noteWrite();
      this.periodNanos = periodNanos;
      this.pulseNanos = pulseNanos;
    }
  }
}
