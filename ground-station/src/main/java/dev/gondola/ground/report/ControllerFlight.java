package dev.gondola.ground.report;

import java.util.Optional;

/**
 * What one controller did in a flight, one value per control period.
 *
 * @param name of the controller, for example {@code pid-flown}
 * @param timesS time of each control period, s, ascending
 * @param heightM true height, m
 * @param setpointM wanted height, m
 * @param command before limiter and dead zone, in command units (full command: 10)
 * @param spikes for a spiking controller, as many control periods as times
 */
public record ControllerFlight(
    String name,
    Series timesS,
    Series heightM,
    Series setpointM,
    Series command,
    Optional<SpikeRaster> spikes) {

  /** Checks that everything has one length. */
  public ControllerFlight {
    int ticks = timesS.size();
    if (heightM.size() != ticks
        || setpointM.size() != ticks
        || command.size() != ticks
        || (spikes.isPresent() && spikes.get().ticks() != ticks)) {
      throw new IllegalArgumentException(
          name + ": times, height, setpoint, command and spikes differ in length");
    }
  }
}
