package dev.gondola.ground.snn.diff;

import dev.gondola.ground.snn.NetworkRun;
import dev.gondola.ground.snn.StepObserver;
import dev.gondola.ground.snn.stimulus.Stimulus;
import dev.gondola.ground.snn.stimulus.StimulusSource;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * What differs between the spikes of two networks that are given the same input. Populations with
 * the same id and size are compared; where neurons do not spike, their membrane potentials.
 */
public final class BehaviouralDifference {
  private final Engine a;
  private final Engine b;
  private final List<Counter> counters = new ArrayList<>();
  private final List<String> notCompared = new ArrayList<>();
  private long steps;

  /**
   * What one population did in both networks.
   *
   * @param id its id
   * @param neurons its size
   * @param spikesA its spikes in A
   * @param spikesB its spikes in B
   * @param coincident spikes of the same neuron, step and sign in both
   * @param firstStepThatDiffers first step in which a neuron did not do the same, from 1; null if
   *     there is none
   */
  public record Raster(
      String id,
      int neurons,
      long spikesA,
      long spikesB,
      long coincident,
      Long firstStepThatDiffers) {

    /** Returns coincident spikes over spikes in A or B or both: 1 if all coincide. */
    public double agreement() {
      long either = spikesA + spikesB - coincident;
      return either == 0 ? 1 : (double) coincident / either;
    }
  }

  private BehaviouralDifference(Engine a, Engine b) {
    this.a = a;
    this.b = b;
    for (Population p : a.network().populations()) {
      int other = indexOf(p, b.network());
      if (other < 0) {
        notCompared.add(p.id());
      } else {
        boolean spikes =
            p.model().spikes() || b.network().populations().get(other).model().spikes();
        counters.add(new Counter(p, spikes, a.network().populationIndex(p.id()), other));
      }
    }
    b.network().populations().stream()
        .filter(p -> indexOf(p, a.network()) < 0 && !notCompared.contains(p.id()))
        .forEach(p -> notCompared.add(p.id()));
  }

  private static int indexOf(Population like, Network network) {
    for (int i = 0; i < network.populations().size(); i++) {
      Population p = network.populations().get(i);
      if (p.id().equals(like.id()) && p.size() == like.size()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Runs two engines side by side from their states on.
   *
   * @param a engine of network A
   * @param sourceA values of its inputs
   * @param b engine of network B
   * @param sourceB the same values
   * @param steps steps to run
   * @param stop asked before each step
   * @param progress told now and then how many steps are done
   * @throws IOException if a stimulus cannot be read
   */
  public static BehaviouralDifference run(
      Engine a,
      StimulusSource sourceA,
      Engine b,
      StimulusSource sourceB,
      long steps,
      BooleanSupplier stop,
      LongConsumer progress)
      throws IOException {
    BehaviouralDifference difference = new BehaviouralDifference(a, b);
    int[][] inputs = NetworkRun.inputs(b);
    try (Stimulus stimulus = sourceB.open()) {
      StepObserver other =
          (step, engine) -> {
            stimulus.apply(step, inputs);
            b.step();
            difference.observe();
          };
      NetworkRun.run(a, sourceA, steps, List.of(other), stop, progress);
    }
    return difference;
  }

  private void observe() {
    steps++;
    for (Counter counter : counters) {
      counter.count(steps, a.spikes(counter.indexA), b.spikes(counter.indexB));
      if (!counter.spikes) {
        counter.compare(
            steps, a.membranePotential(counter.indexA), b.membranePotential(counter.indexB));
      }
    }
  }

  /** Returns the steps compared. */
  public long steps() {
    return steps;
  }

  /** Returns the populations that were compared, in the order of A. */
  public List<Raster> rasters() {
    return counters.stream().map(Counter::raster).toList();
  }

  /** Returns the ids of populations that only one network has, or in another size. */
  public List<String> notCompared() {
    return List.copyOf(notCompared);
  }

  /** Returns all populations as one. */
  public Raster total() {
    List<Raster> all = rasters();
    return new Raster(
        "all",
        all.stream().mapToInt(Raster::neurons).sum(),
        all.stream().mapToLong(Raster::spikesA).sum(),
        all.stream().mapToLong(Raster::spikesB).sum(),
        all.stream().mapToLong(Raster::coincident).sum(),
        all.stream()
            .map(Raster::firstStepThatDiffers)
            .filter(step -> step != null)
            .min(Long::compare)
            .orElse(null));
  }

  private static final class Counter {
    private final Population population;
    private final boolean spikes;
    private final int indexA;
    private final int indexB;
    private long spikesA;
    private long spikesB;
    private long coincident;
    private long firstStep;

    Counter(Population population, boolean spikes, int indexA, int indexB) {
      this.population = population;
      this.spikes = spikes;
      this.indexA = indexA;
      this.indexB = indexB;
    }

    void count(long step, int[] x, int[] y) {
      for (int i = 0; i < x.length; i++) {
        spikesA += x[i] != 0 ? 1 : 0;
        spikesB += y[i] != 0 ? 1 : 0;
        coincident += x[i] != 0 && x[i] == y[i] ? 1 : 0;
      }
      compare(step, x, y);
    }

    void compare(long step, int[] x, int[] y) {
      if (firstStep == 0 && !Arrays.equals(x, y)) {
        firstStep = step;
      }
    }

    Raster raster() {
      return new Raster(
          population.id(),
          population.size(),
          spikesA,
          spikesB,
          coincident,
          firstStep == 0 ? null : firstStep);
    }
  }
}
