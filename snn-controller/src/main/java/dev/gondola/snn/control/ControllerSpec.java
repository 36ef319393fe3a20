package dev.gondola.snn.control;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.Network;
import java.util.List;

/** What a controller file describes: enough to make a {@link Controller}. Immutable. */
public sealed interface ControllerSpec {

  /** Returns the controller's name, for tables and logs. */
  String name();

  /** Returns the control period the controller was made for, s. */
  double period();

  /** Makes a controller in its initial state. */
  Controller create();

  /**
   * A spiking controller.
   *
   * @param name name
   * @param period control period, s
   * @param parts its networks, whose commands add up: 1..{@link #MAX_PARTS}
   */
  record Spiking(String name, double period, List<SpikingPart> parts) implements ControllerSpec {

    /** Most parts of a controller. */
    public static final int MAX_PARTS = 64;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the period is not above 0, if there are no or too many
     *     parts, or if together they are larger than one network may be
     */
    public Spiking {
      parts = List.copyOf(parts);
      Period.check(period);
      if (parts.isEmpty() || parts.size() > MAX_PARTS) {
        throw new IllegalArgumentException(
            "parts: must be 1.." + MAX_PARTS + " parts, are " + parts.size());
      }
      long neurons = parts.stream().mapToLong(p -> p.network().neurons()).sum();
      long buffers = parts.stream().mapToLong(p -> p.network().bufferSize()).sum();
      long synapses = parts.stream().mapToLong(p -> p.network().convolutionSynapses()).sum();
      if (neurons > Network.MAX_NEURONS
          || buffers > Network.MAX_BUFFER
          || synapses > Convolution.MAX_SYNAPSES) {
        throw new IllegalArgumentException(
            "parts: are larger together than one network may be (%d neurons, %d in buffers, "
                    .formatted(Network.MAX_NEURONS, Network.MAX_BUFFER)
                + "%d synapses of convolutions)".formatted(Convolution.MAX_SYNAPSES));
      }
    }

    @Override
    public SpikingController create() {
      return new SpikingController(parts);
    }

    /**
     * Returns the same controller with one part only.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public Spiking only(String part) {
      List<SpikingPart> chosen = parts.stream().filter(p -> p.name().equals(part)).toList();
      if (chosen.isEmpty()) {
        throw new IllegalArgumentException(
            "controller \"%s\" has no part \"%s\"; it has %s"
                .formatted(name, part, parts.stream().map(SpikingPart::name).toList()));
      }
      return new Spiking(name + " (" + part + ")", period, chosen);
    }
  }

  /**
   * The PID law that flew the reference blimp.
   *
   * @param name name
   * @param period control period, s
   * @param gains gains
   */
  record Flown(String name, double period, PidGains gains) implements ControllerSpec {

    /**
     * Checks the period.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public Flown {
      Period.check(period);
    }

    @Override
    public Controller create() {
      return new FlownPid(gains, period);
    }
  }

  /**
   * A PID with filtered derivative and anti-windup.
   *
   * @param name name
   * @param gains gains
   * @param options period and the rest
   */
  record Pid(String name, PidGains gains, PidController.Options options) implements ControllerSpec {
    @Override
    public double period() {
      return options.period();
    }

    @Override
    public Controller create() {
      return new PidController(gains, options);
    }
  }
}
