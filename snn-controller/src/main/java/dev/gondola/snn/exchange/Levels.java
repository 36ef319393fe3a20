package dev.gondola.snn.exchange;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many steps each population runs behind NIR. There a hop costs no step, and a back edge of a
 * cycle one; here every hop costs a step and more only by delays. All paths into a population must
 * agree: a connection that NIR has {@code lag} steps late gets the delay {@code level(to) -
 * level(from) - 1 + lag}. The levels are the smallest with no delay below 0. Inputs have level 0.
 *
 * @param of level of each population
 * @param late connections that cannot be as early as in NIR, each with the steps it is late
 */
record Levels(Map<String, Integer> of, Map<Hop, Integer> late) {

  /**
   * A connection between populations, or from an input.
   *
   * @param from source
   * @param to target population
   * @param lag steps that it is late in NIR, of its earliest synapse
   * @param forward whether any of it is on no back edge
   */
  record Hop(String from, String to, int lag, boolean forward) {}

  /**
   * Finds the smallest levels. A cycle of several populations may need more steps than NIR gives
   * it; then back edges do not count, and are late.
   */
  static Levels of(List<Hop> hops) {
    Map<String, Integer> levels = new TreeMap<>();
    if (!relax(hops, levels)) {
      levels.clear();
      relax(hops.stream().filter(Hop::forward).toList(), levels);
    }
    Map<Hop, Integer> late = new TreeMap<>(Comparator.comparing(Hop::toString));
    for (Hop hop : hops) {
      int delay = delay(levels, hop);
      if (delay < 0) {
        late.put(hop, -delay);
      }
    }
    return new Levels(levels, late);
  }

  /** Raises levels until all hops agree; false if they never would. */
  private static boolean relax(List<Hop> hops, Map<String, Integer> levels) {
    Set<String> targets = new HashSet<>();
    hops.forEach(hop -> targets.add(hop.to));
    // Without a cycle that rises, no path of rises is longer than there are targets.
    for (int round = 0; round <= targets.size(); round++) {
      boolean changed = false;
      for (Hop hop : hops) {
        int least = levels.getOrDefault(hop.from, 0) + 1 - hop.lag;
        if (least > levels.getOrDefault(hop.to, 0)) {
          levels.put(hop.to, least);
          changed = true;
        }
      }
      if (!changed) {
        return true;
      }
    }
    return false;
  }

  private static int delay(Map<String, Integer> levels, Hop hop) {
    return levels.getOrDefault(hop.to, 0) - levels.getOrDefault(hop.from, 0) - 1 + hop.lag;
  }

  /** Returns the level of an input or population. */
  int level(String name) {
    return of.getOrDefault(name, 0);
  }

  /** Returns the delay in steps of a synapse that is some steps late in NIR; at least 0. */
  int delay(String from, String to, int lag) {
    return Math.max(0, level(to) - level(from) - 1 + lag);
  }
}
