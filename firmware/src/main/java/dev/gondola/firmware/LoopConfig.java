package dev.gondola.firmware;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the control loop.
 *
 * @param periodNanos control period, ns, above 0
 * @param minSetpointM smallest setpoint flown, m
 * @param maxSetpointM largest setpoint flown, m, not below the smallest
 * @param maxHeightAgeNanos a height whose newest sample is older than this is stale, ns, above 0
 * @param deadManTimeoutNanos an operator silent for longer than this is lost, ns, above 0
 */
public record LoopConfig(
    long periodNanos,
    double minSetpointM,
    double maxSetpointM,
    long maxHeightAgeNanos,
    long deadManTimeoutNanos) {

  /**
   * Checks all settings.
   *
   * @throws IllegalArgumentException naming every fault
   */
  public LoopConfig {
    List<String> faults = new ArrayList<>();
    above0("periodNanos", periodNanos, faults);
    above0("maxHeightAgeNanos", maxHeightAgeNanos, faults);
    above0("deadManTimeoutNanos", deadManTimeoutNanos, faults);
    if (!Double.isFinite(minSetpointM) || !Double.isFinite(maxSetpointM)) {
      faults.add("setpoint limits are " + minSetpointM + ".." + maxSetpointM + ", must be finite");
    } else if (minSetpointM > maxSetpointM) {
      faults.add("minSetpointM is " + minSetpointM + ", above maxSetpointM " + maxSetpointM);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("control loop: " + String.join("; ", faults));
    }
  }

  private static void above0(String name, long nanos, List<String> faults) {
    if (nanos <= 0) {
      faults.add(name + " is " + nanos + ", must be above 0 ns");
    }
  }

  /**
   * Returns the settings of the reference blimp: 10 Hz, and motors off after 2 s of silence, as
   * flown by Burgers, Stroobants and de Croon (arXiv 2309.12937); setpoints 0.3 to 10 m, inside the
   * 0.3 to 12 m of its TFmini S; a height is stale after 0.5 s, in which the blimp moves 0.2 m at
   * 0.4 m/s, a brisk climb for it.
   */
  public static LoopConfig blimp() {
    return new LoopConfig(100_000_000, 0.3, 10, 500_000_000, 2_000_000_000);
  }
}
