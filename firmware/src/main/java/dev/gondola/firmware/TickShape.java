package dev.gondola.firmware;

import dev.gondola.actuators.Mixer;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.SpikeActivity;
import java.util.List;

/**
 * The sizes of a {@link TickRecord}, known before the first tick.
 *
 * @param outputNames names of the mixer's outputs, in order
 * @param neurons neurons whose spikes are recorded; 0 for a controller without any
 */
public record TickShape(List<String> outputNames, int neurons) {
  public TickShape {
    outputNames = List.copyOf(outputNames);
    if (neurons < 0) {
      throw new IllegalArgumentException("neurons is " + neurons + ", must be 0 or more");
    }
  }

  /** Returns the shape of the records of a loop with this mixer and controller. */
  public static TickShape of(Mixer mixer, Controller controller) {
    return new TickShape(
        mixer.outputNames(), controller instanceof SpikeActivity spiking ? spiking.neurons() : 0);
  }

  /** Returns the number of outputs. */
  public int outputs() {
    return outputNames.size();
  }
}
