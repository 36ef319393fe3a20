package dev.gondola.snn.exchange;

import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.nir.NirRun;
import java.util.ArrayList;
import java.util.List;

/**
 * How an imported network agrees with the float64 run of the graph it stands for, on the same
 * input, the steps that a population runs behind removed.
 *
 * @param steps steps compared
 * @param spikes spiking populations
 * @param readouts populations that are read by their potential
 */
public record Agreement(long steps, List<Spikes> spikes, List<Readout> readouts) {

  /**
   * Of a spiking population.
   *
   * @param node its name
   * @param reference spikes of the float64 run
   * @param engine spikes of the integer engine
   * @param difference difference of these, relative to the reference; 0 where both are silent
   * @param equal share of all neurons and steps in which both spike or both do not
   * @param coincidence spikes that both have, twice, of all spikes of both; 1 where both are silent
   * @param saturated neurons and steps in which the engine's potential was at the end of its range
   */
  public record Spikes(
      String node,
      long reference,
      long engine,
      double difference,
      double equal,
      double coincidence,
      long saturated) {}

  /**
   * Of a population of leaky integrators.
   *
   * @param node its name
   * @param rms root mean square of the differences of potentials, in NIR's units
   * @param most largest magnitude of the reference's potentials
   * @param saturated neurons and steps in which the engine's potential was at the end of its range
   */
  public record Readout(String node, double rms, double most, long saturated) {}

  /** Fills the Inputs of a run for the next step. */
  @FunctionalInterface
  public interface Stimulus {
    /** Fills the Inputs. */
    void next(NirRun run);
  }

  /**
   * Runs both.
   *
   * @param stimulus what goes into the Inputs
   * @param steps steps to compare, 1 or more
   * @throws IllegalArgumentException if there are no steps
   */
  public static Agreement measure(ImportedNetwork imported, Stimulus stimulus, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, is " + steps);
    }
    return new Run(imported).measure(stimulus, steps);
  }

  /** The two runs side by side. */
  private static final class Run {
    private final NirRun reference;
    private final Engine engine;
    private final ImportOptions options;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final int[] inputs;

    Run(ImportedNetwork imported) {
      options = imported.options();
      reference = new NirRun(imported.graph(), options.dt());
      engine =
          new FixedPointEngine(
              imported.network(),
              options.beyondChip()
                  ? FixedPointEngine.Range.BEYOND_CHIP
                  : FixedPointEngine.Range.CHIP);
      for (PopulationCost cost : imported.cost().populations()) {
        comparisons.add(new Comparison(reference, engine, cost));
      }
      inputs =
          imported.network().inputs().stream()
              .mapToInt(input -> reference.graph().index(input.id()))
              .toArray();
    }

    Agreement measure(Stimulus stimulus, long steps) {
      int behind = comparisons.stream().mapToInt(c -> c.latency).max().orElse(0);
      for (long t = 0; t < steps + behind; t++) {
        if (t < steps) {
          stimulus.next(reference);
          reference.step();
        }
        give(t < steps);
        engine.step();
        for (Comparison c : comparisons) {
          c.step(t, steps);
        }
      }
      return new Agreement(
          steps,
          comparisons.stream().filter(c -> c.spiking).map(c -> c.spikes(steps)).toList(),
          comparisons.stream().filter(c -> !c.spiking).map(c -> c.readout(steps)).toList());
    }

    private void give(boolean present) {
      for (int i = 0; i < inputs.length; i++) {
        double[] from = reference.input(inputs[i]);
        int[] to = engine.input(i);
        for (int k = 0; k < to.length; k++) {
          to[k] = present ? value(from[k]) : 0;
        }
      }
    }

    private int value(double x) {
      return options.inputExponent().isPresent()
          ? (int) Math.rint(Math.scalb(x, options.inputExponent().getAsInt()))
          : x == 0 ? 0 : 1;
    }
  }

  /** One population and its node. What the node did waits until the population comes to it. */
  private static final class Comparison {
    private static final int V_MAX = (1 << 23) - 1;

    private final NirRun reference;
    private final Engine engine;
    private final String name;
    private final int node;
    private final int population;
    private final int latency;
    private final int exponent;
    private final boolean spiking;
    private final double[][] waiting;
    private long referenceSpikes;
    private long engineSpikes;
    private long both;
    private long saturated;
    private double squares;
    private double most;

    Comparison(NirRun reference, Engine engine, PopulationCost cost) {
      this.reference = reference;
      this.engine = engine;
      name = cost.node();
      node = reference.graph().index(name);
      population = engine.network().populationIndex(name);
      latency = cost.latency();
      exponent = cost.scaleExponent();
      spiking = reference.graph().node(node).kind().orElseThrow().isSpiking();
      waiting = new double[latency + 1][cost.size()];
    }

    void step(long t, long steps) {
      if (t < steps) {
        double[] now = waiting[(int) (t % waiting.length)];
        for (int k = 0; k < now.length; k++) {
          now[k] = reference.output(node, k);
        }
      }
      long then = t - latency;
      if (then >= 0 && then < steps) {
        compare(waiting[(int) (then % waiting.length)]);
      }
    }

    private void compare(double[] expected) {
      int[] spikes = engine.spikes(population);
      int[] v = engine.membranePotential(population);
      for (int k = 0; k < expected.length; k++) {
        saturated += Math.abs(v[k]) == V_MAX ? 1 : 0;
        if (spiking) {
          referenceSpikes += expected[k] != 0 ? 1 : 0;
          engineSpikes += spikes[k];
          both += expected[k] != 0 && spikes[k] != 0 ? 1 : 0;
        } else {
          double error = Math.scalb((double) v[k], -exponent) - expected[k];
          squares += error * error;
          most = Math.max(most, Math.abs(expected[k]));
        }
      }
    }

    Spikes spikes(long steps) {
      double all = (double) steps * waiting[0].length;
      long sum = referenceSpikes + engineSpikes;
      long apart = Math.abs(engineSpikes - referenceSpikes);
      return new Spikes(
          name,
          referenceSpikes,
          engineSpikes,
          apart == 0 ? 0 : (double) apart / Math.max(1, referenceSpikes),
          1 - (sum - 2 * both) / all,
          sum == 0 ? 1 : 2.0 * both / sum,
          saturated);
    }

    Readout readout(long steps) {
      return new Readout(
          name, Math.sqrt(squares / ((double) steps * waiting[0].length)), most, saturated);
    }
  }
}
