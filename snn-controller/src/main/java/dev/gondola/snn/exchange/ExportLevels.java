package dev.gondola.snn.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many steps each population of a network runs behind what is exported: the inverse of {@link
 * Levels}. A hop that takes {@code latency} steps is {@code latency - level(to) + level(from)}
 * steps late in NIR, where a back edge is one step late by itself; the rest becomes a Delay. Levels
 * are those with which no Delay is below 0, and an import finds the same.
 */
final class ExportLevels {
  private final Map<String, Integer> levels = new TreeMap<>();

  /**
   * A connection of the network.
   *
   * @param from source
   * @param to target population
   * @param latency steps from a spike to its arrival: 1 and the delay; 0 for a direct connection
   * @param back whether NIR makes it a back edge
   */
  record Hop(String from, String to, int latency, boolean back) {}

  /** Finds the levels. */
  ExportLevels(List<Hop> hops) {
    // Rises along what arrives without delay; without back edges there are no cycles.
    for (int round = 0; round <= hops.size(); round++) {
      for (Hop h : hops) {
        if (!h.back && h.latency <= 1) {
          levels.merge(h.to, level(h.from) + h.latency, Math::max);
        }
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Hop h : hops) {
        int most = level(h.from) + h.latency - (h.back ? 1 : 0);
        if (level(h.to) > most) {
          levels.put(h.to, most);
          changed = true;
        }
      }
    }
  }

  /** Returns the level of an input or population. */
  int level(String name) {
    return levels.getOrDefault(name, 0);
  }

  /** Returns the steps that a Delay has to add to a connection; 0 or more. */
  int delay(Hop h) {
    return h.latency - level(h.to) + level(h.from) - (h.back ? 1 : 0);
  }
}
