package dev.gondola.sim.bus;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;

/** A digital output on a simulated pin; low until it is driven. */
final class SimDigitalOutput extends DigitalOutputBase {
  private final SimDigitalPin pin;

  SimDigitalOutput(DigitalOutputProvider provider, DigitalOutputConfig config, SimDigitalPin pin) {
    super(provider, config);
    this.pin = pin;
    this.state = DigitalState.LOW;
  }

  @Override
  public DigitalOutput state(DigitalState wanted) {
    if (wanted == DigitalState.UNKNOWN) {
      throw new IllegalArgumentException("an output cannot be driven to UNKNOWN");
    }
    pin.set(wanted.isHigh());
    return super.state(wanted);
  }
}
