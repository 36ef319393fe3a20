package dev.gondola.ground.snn;

import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.engine.Engine;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Counts the spikes of every neuron, and notes its first. */
public final class SpikeStatistics implements StepObserver {
  private final Network network;
  private final long[][] counts;
  private final long[][] firstSteps;

  /** Makes counters of 0. */
  public SpikeStatistics(Network network) {
    this.network = network;
    counts = network.populations().stream().map(p -> new long[p.size()]).toArray(long[][]::new);
    firstSteps = network.populations().stream().map(p -> new long[p.size()]).toArray(long[][]::new);
  }

  /**
   * What a population did.
   *
   * @param id the population's id
   * @param neurons its size
   * @param spikes all its spikes
   * @param activeNeurons neurons that spiked at least once
   * @param firstStep the first step with a spike, from 1; 0 if there was none
   * @param firstNeuron the lowest neuron that spiked in that step; -1 if there was none
   */
  public record Summary(
      String id, int neurons, long spikes, int activeNeurons, long firstStep, int firstNeuron) {}

  @Override
  public void observe(long step, Engine engine) {
    for (int p = 0; p < counts.length; p++) {
      int[] spikes = engine.spikes(p);
      for (int i = 0; i < spikes.length; i++) {
        if (spikes[i] != 0 && counts[p][i]++ == 0) {
          firstSteps[p][i] = step;
        }
      }
    }
  }

  /** Returns what a population did so far. */
  public Summary summary(int population) {
    Population p = network.populations().get(population);
    long[] first = firstSteps[population];
    int lowest = -1;
    for (int i = 0; i < first.length; i++) {
      if (first[i] != 0 && (lowest < 0 || first[i] < first[lowest])) {
        lowest = i;
      }
    }
    return new Summary(
        p.id(),
        p.size(),
        LongStream.of(counts[population]).sum(),
        (int) LongStream.of(counts[population]).filter(c -> c > 0).count(),
        lowest < 0 ? 0 : first[lowest],
        lowest);
  }

  /** Returns the spikes of each neuron of a population, as a new array. */
  public long[] counts(int population) {
    return counts[population].clone();
  }

  /** Returns the first step in which each neuron spiked, 0 if it did not, as a new array. */
  public long[] firstSteps(int population) {
    return firstSteps[population].clone();
  }

  /** Returns what every population did so far, in the network's order. */
  public List<Summary> summaries() {
    return IntStream.range(0, counts.length).mapToObj(this::summary).toList();
  }
}
