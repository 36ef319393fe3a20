package dev.gondola.ground.snn;

import dev.gondola.ground.report.TimeAxis;
import java.util.OptionalDouble;

/**
 * Puts network steps on an axis: as they are, or in seconds where the time of a step is known.
 *
 * @param seconds time of one step, s, above 0; empty if it is not known
 */
public record StepTime(OptionalDouble seconds) {

  /** Returns the axis of plots. */
  public TimeAxis axis() {
    return seconds.isPresent()
        ? TimeAxis.seconds((int) Math.clamp(Math.ceil(-Math.log10(seconds.getAsDouble())), 1, 6))
        : TimeAxis.STEPS;
  }

  /** Returns where a step is on the axis. */
  public double at(double step) {
    return step * seconds.orElse(1);
  }

  /** Returns a rate: spikes of one neuron in one step as they are, or in a second. */
  public double rate(double spikesPerStep) {
    return spikesPerStep / seconds.orElse(1);
  }

  /** Returns the unit of {@link #rate}, for a label; empty if there is none. */
  public String rateUnit() {
    return seconds.isPresent() ? "Hz" : "";
  }

  /** Returns what {@link #rate} is called. */
  public String rateLabel() {
    return seconds.isPresent() ? "rate" : "spikes per neuron and step";
  }
}
