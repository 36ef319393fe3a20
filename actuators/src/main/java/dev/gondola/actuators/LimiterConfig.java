package dev.gondola.actuators;

import java.util.ArrayList;
import java.util.List;

/**
 * Limits of one command.
 *
 * @param min smallest output in command units, finite, at most 0: the safe value 0 is always
 *     allowed
 * @param max largest output in command units, finite, at least 0
 * @param slewPerSecond largest change of the output in command units per second, above 0; positive
 *     infinity for none
 * @param deadZone commands of smaller magnitude ask for 0; in command units, finite, at least 0
 */
public record LimiterConfig(double min, double max, double slewPerSecond, double deadZone) {

  /**
   * Checks all fields.
   *
   * @throws IllegalArgumentException naming every field out of range
   */
  public LimiterConfig {
    List<String> faults = new ArrayList<>();
    if (!Double.isFinite(min) || min > 0) {
      faults.add("min is " + min + ", give a finite number of at most 0");
    }
    if (!Double.isFinite(max) || max < 0) {
      faults.add("max is " + max + ", give a finite number of at least 0");
    }
    if (!(slewPerSecond > 0)) {
      faults.add("slewPerSecond is " + slewPerSecond + ", give a number above 0 or infinity");
    }
    if (!Double.isFinite(deadZone) || deadZone < 0) {
      faults.add("deadZone is " + deadZone + ", give a finite number of at least 0");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("limiter: " + String.join("; ", faults));
    }
    // Math.clamp holds 0.0 to be above -0.0.
    max = max + 0.0;
  }
}
