package dev.gondola.snn.engine;

import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The synapses of a projection as layers: in one of them each target of a vector has at most one
 * synapse, and its sources lie in one vector, so that a layer is one permutation of the sources'
 * spikes and one vector of weights. Suits networks where neighbours are joined to neighbours.
 *
 * @param bands the layers, those that follow each other together
 */
record Layers(List<Band> bands) {

  /**
   * Layers of one permutation that follow each other in targets and in sources.
   *
   * @param target first target
   * @param source first source
   * @param index for each lane, the lane of its source
   * @param weight for each lane of each layer, the weight, shifted by the projection's exponent
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to one loop, never compared
  record Band(int target, int source, int[] index, int[] weight) {}

  /** Splits the synapses of a projection whose exponent is at least 0. */
  static Layers of(Projection projection, int lanes) {
    Synapses s = projection.synapses().orElseThrow();
    int[] weights = EffectiveWeights.of(projection);
    TreeMap<Integer, List<Layer>> blocks = new TreeMap<>();
    for (int k = 0; k < s.count(); k++) {
      if (weights[k] != 0) {
        int block = s.target(k) - s.target(k) % lanes;
        List<Layer> layers = blocks.computeIfAbsent(block, b -> new ArrayList<>());
        int weight = weights[k] << projection.weightExponent();
        place(layers, block, s.source(k), s.target(k) - block, weight, lanes);
      }
    }
    return flatten(interleaved(blocks), lanes);
  }

  private static void place(
      List<Layer> layers, int target, int source, int lane, int weight, int lanes) {
    int block = source - source % lanes;
    for (Layer layer : layers) {
      if (layer.block == block && !layer.sources.containsKey(lane)) {
        layer.put(lane, source - block, weight);
        return;
      }
    }
    Layer layer = new Layer(target, block);
    layer.put(lane, source - block, weight);
    layers.add(layer);
  }

  /** Returns the first layers of all targets, then the second ones, and so on. */
  private static List<Layer> interleaved(TreeMap<Integer, List<Layer>> blocks) {
    List<Layer> list = new ArrayList<>();
    int most = blocks.values().stream().mapToInt(List::size).max().orElse(0);
    for (int k = 0; k < most; k++) {
      for (List<Layer> layers : blocks.values()) {
        if (k < layers.size()) {
          list.add(layers.get(k));
        }
      }
    }
    return list;
  }

  private static Layers flatten(List<Layer> all, int lanes) {
    List<List<Layer>> bands = new ArrayList<>();
    for (Layer layer : all) {
      if (bands.isEmpty() || !layer.follows(bands.getLast(), lanes)) {
        bands.add(new ArrayList<>());
      }
      bands.getLast().add(layer);
    }
    return new Layers(bands.stream().map(b -> band(b, lanes)).toList());
  }

  private static Band band(List<Layer> layers, int lanes) {
    int[] index = new int[lanes];
    int[] weight = new int[layers.size() * lanes];
    for (int k = 0; k < layers.size(); k++) {
      for (int lane : layers.get(k).sources.keySet()) {
        index[lane] = layers.get(k).sources.get(lane);
        weight[k * lanes + lane] = layers.get(k).weights.get(lane);
      }
    }
    return new Band(layers.getFirst().target, layers.getFirst().block, index, weight);
  }

  /** Returns the number of layers, of as many lanes. */
  int count(int lanes) {
    return bands.stream().mapToInt(b -> b.weight.length / lanes).sum();
  }

  private static final class Layer {
    final int target;
    final int block;
    final Map<Integer, Integer> sources = new HashMap<>();
    final Map<Integer, Integer> weights = new HashMap<>();

    Layer(int target, int block) {
      this.target = target;
      this.block = block;
    }

    /** Returns whether this is the next layer of a band: no lane has two sources in it. */
    boolean follows(List<Layer> band, int lanes) {
      Layer last = band.getLast();
      return target == last.target + lanes
          && block == last.block + lanes
          && band.stream().allMatch(this::agrees);
    }

    private boolean agrees(Layer other) {
      return sources.entrySet().stream()
          .allMatch(e -> other.sources.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
    }

    void put(int lane, int source, int weight) {
      sources.put(lane, source);
      weights.put(lane, weight);
    }
  }
}
