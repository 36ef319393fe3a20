package dev.gondola.snn.exchange;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.Network;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.EffectiveWeights;
import dev.gondola.snn.nir.NirGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The connections of a network as NIR has them: for each source, target and latency one matrix or
 * convolution, to which all projections between them add up.
 */
final class ExportLinks {
  private final Network network;
  private final List<String> faults;
  private final List<String> notes;
  private final Map<Key, Link> links = new TreeMap<>();
  private final Map<String, int[]> shapes = new HashMap<>();
  private long numbers;

  /**
   * What tells links apart.
   *
   * @param from source
   * @param to target population
   * @param latency steps from a spike to its arrival
   */
  record Key(String from, String to, int latency) implements Comparable<Key> {
    @Override
    public int compareTo(Key o) {
      int c = from.compareTo(o.from);
      c = c != 0 ? c : to.compareTo(o.to);
      return c != 0 ? c : Integer.compare(latency, o.latency);
    }
  }

  /**
   * A link.
   *
   * @param weights what a spike adds to the current u: {@code [target][source]}, or of a kernel
   * @param convolution the convolution that the weights are the kernel of
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier inside the package, never compared
  record Link(double[] weights, Optional<Convolution> convolution) {}

  ExportLinks(Network network, List<String> faults, List<String> notes) {
    this.network = network;
    this.faults = faults;
    this.notes = notes;
    Set<String> plain = new HashSet<>();
    for (Projection p : network.projections()) {
      if (p.synapses().flatMap(Synapses::convolution).isEmpty()) {
        plain.add(p.to());
      }
    }
    Map<String, Set<MapShape>> wanted = new HashMap<>();
    for (Projection p : network.projections()) {
      p.synapses()
          .flatMap(Synapses::convolution)
          .ifPresent(
              c -> {
                wanted.computeIfAbsent(p.from(), n -> new HashSet<>()).add(c.input());
                wanted.computeIfAbsent(p.to(), n -> new HashSet<>()).add(c.output());
              });
    }
    wanted.forEach(
        (name, set) -> {
          if (set.size() == 1 && !plain.contains(name)) {
            MapShape s = set.iterator().next();
            shapes.put(name, new int[] {s.channels(), s.height(), s.width()});
          }
        });
    dropMisfits();
    network.projections().forEach(this::add);
    // What has no weight left takes no part in the timing either.
    links.values().removeIf(link -> Arrays.stream(link.weights).allMatch(w -> w == 0));
  }

  /** A population is a map only if all that leads to it are convolutions of maps. */
  private void dropMisfits() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Projection p : network.projections()) {
        Optional<Convolution> c = p.synapses().flatMap(Synapses::convolution);
        if (c.isPresent() && shapes.containsKey(p.to()) && !fits(p, c.get())) {
          shapes.remove(p.to());
          changed = true;
        }
      }
    }
  }

  /** Returns the links in order. */
  Map<Key, Link> all() {
    return links;
  }

  /** Returns the shape of an input or population: a map where convolutions make it one. */
  int[] shape(String name) {
    int[] map = shapes.get(name);
    return map == null ? new int[] {size(name)} : map.clone();
  }

  int size(String name) {
    return network.inputs().stream()
        .filter(i -> i.id().equals(name))
        .findFirst()
        .map(i -> i.size())
        .orElseGet(() -> network.populations().get(network.populationIndex(name)).size());
  }

  private void add(Projection p) {
    if (p.isDirect()) {
      double[] one = matrix(p, 0);
      for (int i = 0; i < size(p.to()); i++) {
        one[i * size(p.from()) + i] += Scale.INPUT_UNIT;
      }
      notes.add(
          "projection \"%s\": is direct; read back it has weights and costs a step"
              .formatted(p.id()));
      return;
    }
    Synapses s = p.synapses().orElseThrow();
    Optional<Convolution> convolution = s.convolution().filter(c -> fits(p, c));
    if (convolution.isPresent()) {
      addKernel(p, convolution.get());
    } else {
      addList(p, s);
    }
  }

  private boolean fits(Projection p, Convolution c) {
    if (!shapes.containsKey(p.from()) || !shapes.containsKey(p.to())) {
      return false;
    }
    return network.projections().stream()
        .filter(o -> o.from().equals(p.from()) && o.to().equals(p.to()))
        .allMatch(
            o ->
                o.synapses()
                    .flatMap(Synapses::convolution)
                    .filter(other -> sameWindow(other, c))
                    .isPresent());
  }

  private static boolean sameWindow(Convolution a, Convolution b) {
    int[][][][] k = a.kernel();
    int[][][][] l = b.kernel();
    return a.input().equals(b.input())
        && a.output().equals(b.output())
        && a.vertical().equals(b.vertical())
        && a.horizontal().equals(b.horizontal())
        && a.groups() == b.groups()
        && k[0][0].length == l[0][0].length
        && k[0][0][0].length == l[0][0][0].length;
  }

  private void addKernel(Projection p, Convolution c) {
    List<Integer> flat = new ArrayList<>();
    for (int[][][] filter : c.kernel()) {
      for (int[][] plane : filter) {
        for (int[] row : plane) {
          for (int w : row) {
            flat.add(w);
          }
        }
      }
    }
    int[][] row = {flat.stream().mapToInt(Integer::intValue).toArray()};
    int[] weights = EffectiveWeights.of(p.withSynapses(Synapses.dense(row)));
    Key key = new Key(p.from(), p.to(), 1);
    Link link =
        links.computeIfAbsent(key, k -> new Link(new double[row[0].length], Optional.of(c)));
    for (int k = 0; k < weights.length; k++) {
      link.weights[k] += value(p, weights[k]);
    }
    rounding(p, weights);
  }

  private void addList(Projection p, Synapses s) {
    int[] weights = EffectiveWeights.of(p);
    for (int k = 0; k < weights.length && faults.isEmpty(); k++) {
      double[] matrix = matrix(p, 1 + s.delay(k));
      if (matrix.length > 0) {
        matrix[s.target(k) * s.sources() + s.source(k)] += value(p, weights[k]);
      }
    }
    rounding(p, weights);
  }

  private static double value(Projection p, int weight) {
    return Math.scalb((double) weight * Scale.INPUT_UNIT, p.weightExponent());
  }

  private double[] matrix(Projection p, int latency) {
    Key key = new Key(p.from(), p.to(), latency);
    Link link = links.get(key);
    if (link == null) {
      long size = (long) size(p.from()) * size(p.to());
      numbers += size;
      if (numbers > NirGraph.MAX_VALUES) {
        faults.add(
            "its matrices have more than %d numbers, at projection \"%s\""
                .formatted(NirGraph.MAX_VALUES, p.id()));
        size = 0;
      }
      link = new Link(new double[(int) size], Optional.empty());
      links.put(key, link);
    }
    return link.weights;
  }

  private void rounding(Projection p, int[] weights) {
    int lost = 0;
    for (int w : weights) {
      lost |= p.weightExponent() < 0 ? w & ((1 << -p.weightExponent()) - 1) : 0;
    }
    if (lost != 0) {
      notes.add(
          "projection \"%s\": rounds the sum of a step down, which NIR does not".formatted(p.id()));
    }
  }
}
