package dev.gondola.snn.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run did: spikes of the spiking nodes, values of the other neurons, and what NeuroBench
 * counts. Immutable.
 *
 * @param steps steps done
 * @param spikes by path, of IF, LIF and CubaLIF nodes
 * @param values by path, of I, LI and CubaLI nodes
 * @param activationSparsity outputs of spiking neurons that were 0, of all; 1 where there are none
 * @param densePairs pairs of an input and a weight a step
 * @param accumulates pairs of a non-zero input and weight a step, in layers whose inputs were all
 *     -1, 0 or 1
 * @param multiplyAccumulates the other pairs of a non-zero input and weight a step
 */
public record NirTrace(
    int steps,
    SortedMap<String, Spikes> spikes,
    SortedMap<String, Values> values,
    double activationSparsity,
    double densePairs,
    double accumulates,
    double multiplyAccumulates) {

  /**
   * Spikes of one node.
   *
   * @param counts spikes of each neuron
   * @param firstStep step of each neuron's first spike, -1 where there was none
   * @param inFirst100 spikes of all neurons in the first 100 steps
   */
  public record Spikes(List<Integer> counts, List<Integer> firstStep, int inFirst100) {
    /** Returns the spikes of all neurons. */
    public long total() {
      return counts.stream().mapToLong(Integer::longValue).sum();
    }
  }

  /**
   * Values of one node.
   *
   * @param atStep the values of all neurons after some steps, from 0, by step
   * @param mean of each neuron over all steps
   * @param min of all neurons and steps
   * @param max of all neurons and steps
   */
  public record Values(
      SortedMap<Integer, List<Double>> atStep, List<Double> mean, double min, double max) {}

  private static final List<Integer> SHOWN = List.of(0, 1, 9, 99, 500, 999);

  /**
   * Runs a graph on a stimulus.
   *
   * @param run a run, at rest
   * @param stimulus its stimulus
   * @param steps steps to do, 1 or more
   */
  public static NirTrace of(NirRun run, NirStimulus stimulus, int steps) {
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < run.graph().size(); i++) {
      if (run.graph().node(i).kind().orElseThrow().isNeuron()) {
        recorders.add(new Recorder(run, i));
      }
    }
    for (int t = 0; t < steps; t++) {
      stimulus.next();
      run.step();
      for (Recorder recorder : recorders) {
        recorder.record(t);
      }
    }
    return trace(run, recorders, steps);
  }

  private static NirTrace trace(NirRun run, List<Recorder> recorders, int steps) {
    SortedMap<String, Spikes> spikes = new TreeMap<>();
    SortedMap<String, Values> values = new TreeMap<>();
    long active = 0;
    long outputs = 0;
    for (Recorder recorder : recorders) {
      if (recorder.isSpiking()) {
        Spikes of = recorder.spikes();
        spikes.put(recorder.path(), of);
        active += of.total();
        outputs += (long) of.counts().size() * steps;
      } else {
        values.put(recorder.path(), recorder.values(steps));
      }
    }
    return new NirTrace(
        steps,
        spikes,
        values,
        outputs == 0 ? 1 : 1 - (double) active / outputs,
        (double) run.densePairs() / steps,
        (double) run.accumulates() / steps,
        (double) run.multiplyAccumulates() / steps);
  }

  /** Gathers what one node does. */
  private static final class Recorder {
    private final NirRun run;
    private final int node;
    private final boolean spiking;
    private final int[] counts;
    private final int[] first;
    private final double[] sums;
    private final SortedMap<Integer, List<Double>> atStep = new TreeMap<>();
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private int inFirst100;

    Recorder(NirRun run, int node) {
      this.run = run;
      this.node = node;
      this.spiking = run.graph().node(node).kind().orElseThrow().isSpiking();
      int size = run.shapes().outputSize(node);
      counts = new int[spiking ? size : 0];
      first = new int[spiking ? size : 0];
      Arrays.fill(first, -1);
      sums = new double[spiking ? 0 : size];
    }

    boolean isSpiking() {
      return spiking;
    }

    String path() {
      return run.graph().path(node);
    }

    void record(int t) {
      for (int k = 0; k < counts.length; k++) {
        if (run.output(node, k) != 0) {
          first[k] = counts[k] == 0 ? t : first[k];
          counts[k]++;
          inFirst100 += t < 100 ? 1 : 0;
        }
      }
      for (int k = 0; k < sums.length; k++) {
        double v = run.output(node, k);
        sums[k] += v;
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
      if (!spiking && SHOWN.contains(t)) {
        List<Double> now = new ArrayList<>();
        for (int k = 0; k < sums.length; k++) {
          now.add(run.output(node, k));
        }
        atStep.put(t, List.copyOf(now));
      }
    }

    Spikes spikes() {
      return new Spikes(
          Arrays.stream(counts).boxed().toList(),
          Arrays.stream(first).boxed().toList(),
          inFirst100);
    }

    Values values(int steps) {
      return new Values(atStep, Arrays.stream(sums).mapToObj(s -> s / steps).toList(), min, max);
    }
  }
}
