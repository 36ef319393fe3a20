package dev.gondola.actuators;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;

/** A digital output that only remembers its state. */
final class FakeDigitalOutput extends DigitalOutputBase {
  FakeDigitalOutput(Context pi4j, String id) {
    super(null, DigitalOutputConfigBuilder.newInstance(pi4j).id(id).bcm(1).build());
  }
}
