package dev.gondola.snn.exchange;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a network becomes a NIR graph.
 *
 * @param dt what a step is, s, above 0
 * @param profile framework that is to load it, one of {@link #PROFILES}
 * @param output population that is read; where empty, those that send to no other
 */
public record ExportOptions(double dt, Profile profile, Optional<String> output) {
  /** The profiles that can be written. */
  public static final Set<Profile> PROFILES =
      Set.copyOf(EnumSet.of(Profile.GENERIC, Profile.NORSE, Profile.SNNTORCH, Profile.LAVA_DL));

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if dt is not above 0, or the profile cannot be written
   */
  public ExportOptions {
    if (!(dt > 0 && Double.isFinite(dt))) {
      throw new IllegalArgumentException("dt must be above 0, is " + dt);
    }
    if (!PROFILES.contains(profile)) {
      throw new IllegalArgumentException(
          "the profile %s cannot be written, but %s".formatted(profile.label(), labels()));
    }
  }

  /** Returns the labels of the profiles that can be written. */
  public static List<String> labels() {
    return PROFILES.stream().sorted().map(Profile::label).toList();
  }

  /** Returns what a step is in the file, s. */
  public double stepInFile() {
    return profile.hasOwnStep() ? ProfileReading.OWN_STEP : dt;
  }
}
