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
 * @param targetBlock first target of each vector that has layers
 * @param first index of the first layer of each such vector, and the number of layers at the end
 * @param sourceBlock first source of each layer
 * @param index for each lane of each layer, the lane of its source
 * @param weight for each lane of each layer, the weight, before the projection's exponent
 */
@SuppressWarnings("ArrayRecordComponent") // handed to one loop, never compared
record Layers(int[] targetBlock, int[] first, int[] sourceBlock, int[] index, int[] weight) {

  /** Splits the synapses of a projection. */
  static Layers of(Projection projection, int lanes) {
    Synapses s = projection.synapses().orElseThrow();
    int[] weights = EffectiveWeights.of(projection);
    TreeMap<Integer, List<Layer>> blocks = new TreeMap<>();
    for (int k = 0; k < s.count(); k++) {
      if (weights[k] != 0) {
        int target = s.target(k);
        List<Layer> layers =
            blocks.computeIfAbsent(target - target % lanes, b -> new ArrayList<>());
        place(layers, s.source(k), target % lanes, weights[k], lanes);
      }
    }
    return flatten(blocks, lanes);
  }

  private static void place(List<Layer> layers, int source, int lane, int weight, int lanes) {
    int block = source - source % lanes;
    for (Layer layer : layers) {
      if (layer.block == block && !layer.sources.containsKey(lane)) {
        layer.put(lane, source - block, weight);
        return;
      }
    }
    Layer layer = new Layer(block);
    layer.put(lane, source - block, weight);
    layers.add(layer);
  }

  private static Layers flatten(TreeMap<Integer, List<Layer>> blocks, int lanes) {
    List<Layer> all = blocks.values().stream().flatMap(List::stream).toList();
    int[] first = new int[blocks.size() + 1];
    int b = 0;
    for (List<Layer> layers : blocks.values()) {
      first[b + 1] = first[b] + layers.size();
      b++;
    }
    int[] index = new int[all.size() * lanes];
    int[] weight = new int[all.size() * lanes];
    for (int k = 0; k < all.size(); k++) {
      for (int lane : all.get(k).sources.keySet()) {
        index[k * lanes + lane] = all.get(k).sources.get(lane);
        weight[k * lanes + lane] = all.get(k).weights.get(lane);
      }
    }
    return new Layers(
        blocks.keySet().stream().mapToInt(Integer::intValue).toArray(),
        first,
        all.stream().mapToInt(l -> l.block).toArray(),
        index,
        weight);
  }

  /** Returns the number of layers. */
  int count() {
    return sourceBlock.length;
  }

  private static final class Layer {
    final int block;
    final Map<Integer, Integer> sources = new HashMap<>();
    final Map<Integer, Integer> weights = new HashMap<>();

    Layer(int block) {
      this.block = block;
    }

    void put(int lane, int source, int weight) {
      sources.put(lane, source);
      weights.put(lane, weight);
    }
  }
}
