package dev.gondola.ground.info;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of an integer network on the input of {@link dev.gondola.snn.nir.NirStimulus}, one
 * generator for each input.
 */
final class NetworkTrace {
  private static final long MASK = 0xffff_ffffL;
  private static final int ONE = 1 << 16;

  private final Network network;
  private final Activity activity;
  private final Engine engine;
  private final long[] states;
  private final int[][] counts;
  private final int[][] first;
  private final int[] inFirst100;

  private NetworkTrace(Network network, Activity activity) {
    this.network = network;
    this.activity = activity;
    boolean chip = ChipRange.faults(network).isEmpty();
    engine = new FixedPointEngine(network, chip ? Range.CHIP : Range.BEYOND_CHIP);
    states = new long[network.inputs().size()];
    Arrays.setAll(states, i -> (activity.seed() + i) & MASK);
    counts = network.populations().stream().map(p -> new int[p.size()]).toArray(int[][]::new);
    first = network.populations().stream().map(p -> new int[p.size()]).toArray(int[][]::new);
    for (int[] of : first) {
      Arrays.fill(of, -1);
    }
    inFirst100 = new int[counts.length];
  }

  static NetworkTrace of(Network network, Activity activity) {
    NetworkTrace trace = new NetworkTrace(network, activity);
    for (int t = 0; t < activity.steps(); t++) {
      trace.fill();
      trace.engine.step();
      trace.record(t);
    }
    return trace;
  }

  private void fill() {
    long limit = (long) (activity.probability() * ONE);
    for (int i = 0; i < states.length; i++) {
      int[] channels = engine.input(i);
      for (int c = 0; c < channels.length; c++) {
        states[i] = (1664525 * states[i] + 1013904223) & MASK;
        channels[c] = states[i] >> 16 < limit ? 1 : 0;
      }
    }
  }

  private void record(int t) {
    for (int p = 0; p < counts.length; p++) {
      int[] spikes = engine.spikes(p);
      for (int k = 0; k < spikes.length; k++) {
        if (spikes[k] != 0) {
          first[p][k] = counts[p][k] == 0 ? t : first[p][k];
          counts[p][k]++;
          inFirst100[p] += t < 100 ? 1 : 0;
        }
      }
    }
  }

  double activationSparsity() {
    long outputs = 0;
    for (int p = 0; p < counts.length; p++) {
      outputs += network.populations().get(p).model().spikes() ? counts[p].length : 0;
    }
    return outputs == 0 ? 1 : 1 - (double) engine.spikeCount() / outputs / activity.steps();
  }

  /** Synaptic operations a step; all inputs are 0 or 1 and spikes -1, 0 or 1, so all are ACs. */
  double accumulates() {
    return (double) engine.synapticOperations() / activity.steps();
  }

  int steps() {
    return activity.steps();
  }

  /** Spikes by population. */
  Map<String, Integer> totals() {
    Map<String, Integer> totals = new LinkedHashMap<>();
    for (int p = 0; p < counts.length; p++) {
      totals.put(network.populations().get(p).id(), Arrays.stream(counts[p]).sum());
    }
    return totals;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("steps", activity.steps());
    json.put("input_p", activity.probability());
    List<Map<String, Object>> inputs = new ArrayList<>();
    network
        .inputs()
        .forEach(
            i -> inputs.add(TraceReport.input(i.id(), i.size(), activity.seed() + inputs.size())));
    json.put("inputs", inputs);
    Map<String, Object> nodes = new LinkedHashMap<>();
    for (int p = 0; p < counts.length; p++) {
      nodes.put(
          network.populations().get(p).id(),
          TraceReport.spikes(Figures.list(counts[p]), Figures.list(first[p]), inFirst100[p]));
    }
    json.put("nodes", nodes);
    return json;
  }
}
