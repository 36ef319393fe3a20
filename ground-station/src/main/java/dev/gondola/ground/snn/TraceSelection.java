package dev.gondola.ground.snn;

import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Neurons of one population whose state is recorded.
 *
 * @param population index of the population
 * @param neurons indices of the neurons, in the order asked for
 */
public record TraceSelection(int population, List<Integer> neurons) {

  /** Most neurons that are recorded in all. */
  public static final int MAX_NEURONS = 64;

  private static final int DEFAULT_POPULATIONS = 4;
  private static final int DEFAULT_NEURONS = 3;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  /** Copies the list. */
  public TraceSelection {
    neurons = List.copyOf(neurons);
  }

  /** Returns the first neurons of the first populations: what is shown if nobody asks. */
  public static List<TraceSelection> few(Network network) {
    List<TraceSelection> few = new ArrayList<>();
    for (int p = 0; p < Math.min(DEFAULT_POPULATIONS, network.populations().size()); p++) {
      int size = network.populations().get(p).size();
      few.add(new TraceSelection(p, range(0, Math.min(DEFAULT_NEURONS, size) - 1)));
    }
    return few;
  }

  /**
   * Reads selections such as {@code hidden:0-9} and {@code hidden:0,4,17-19}; several of one
   * population become one.
   *
   * @throws IllegalArgumentException if one names what is not there, or all together too much
   */
  public static List<TraceSelection> parse(Network network, List<String> texts) {
    Map<Integer, Set<Integer>> chosen = new LinkedHashMap<>();
    for (String text : texts) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "\"" + text + "\" must be POPULATION:NEURONS, such as hidden:0-9");
      }
      int population = network.populationIndex(text.substring(0, colon));
      Population p = network.populations().get(population);
      Set<Integer> neurons = chosen.computeIfAbsent(population, k -> new LinkedHashSet<>());
      for (String range : text.substring(colon + 1).split(",", -1)) {
        neurons.addAll(range(p, range.strip()));
        check(chosen);
      }
    }
    return chosen.entrySet().stream()
        .map(e -> new TraceSelection(e.getKey(), List.copyOf(e.getValue())))
        .toList();
  }

  private static void check(Map<Integer, Set<Integer>> chosen) {
    int total = chosen.values().stream().mapToInt(Set::size).sum();
    if (total > MAX_NEURONS) {
      throw new IllegalArgumentException("more than " + MAX_NEURONS + " neurons are chosen");
    }
  }

  private static List<Integer> range(Population p, String text) {
    Matcher match = RANGE.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" must be a neuron or a range, such as 3 or 0-9");
    }
    int from = Integer.parseInt(match.group(1));
    int to = match.group(2) == null ? from : Integer.parseInt(match.group(2));
    if (from > to || to >= p.size()) {
      throw new IllegalArgumentException(
          "population \"%s\" has the neurons 0 to %d, not %s"
              .formatted(p.id(), p.size() - 1, text));
    }
    // One more than may be chosen is enough to be refused.
    return range(from, Math.min(to, from + MAX_NEURONS));
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> list = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      list.add(i);
    }
    return list;
  }
}
