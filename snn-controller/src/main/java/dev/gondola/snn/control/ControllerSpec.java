package dev.gondola.snn.control;

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
   * @param parts its networks, whose commands add up
   */
  record Spiking(String name, double period, List<SpikingPart> parts) implements ControllerSpec {

    /** Copies the list. */
    public Spiking {
      parts = List.copyOf(parts);
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
