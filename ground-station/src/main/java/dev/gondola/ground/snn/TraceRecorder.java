package dev.gondola.ground.snn;

import dev.gondola.ground.report.NetworkRunReport.Trace;
import dev.gondola.ground.report.NetworkRunReport.Traces;
import dev.gondola.ground.report.Series;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gathers the state of chosen neurons for plots of bounded size: in a long run, the lowest and the
 * highest value of each stretch of steps, in the order in which they came.
 */
public final class TraceRecorder implements StepObserver {
  private static final int MAX_BINS = 2000;

  private final Network network;
  private final List<Plot> plots = new ArrayList<>();
  private final long stepsPerBin;
  private final boolean thinned;
  private long lastStep;

  /** One plot: a variable of the chosen neurons of a population. */
  private record Plot(TraceVariable variable, TraceSelection selection, List<Track> tracks) {}

  /**
   * Makes empty traces.
   *
   * @param network the network that will run
   * @param selections neurons, population by population
   * @param variables what is recorded of each
   * @param steps for how many steps at most
   */
  public TraceRecorder(
      Network network, List<TraceSelection> selections, List<TraceVariable> variables, long steps) {
    this.network = network;
    thinned = steps > 2L * MAX_BINS;
    stepsPerBin = thinned ? Math.ceilDiv(steps, MAX_BINS) : 1;
    int points = thinned ? 2 * MAX_BINS : (int) steps;
    for (TraceVariable variable : variables) {
      for (TraceSelection selection : selections) {
        List<Track> tracks =
            selection.neurons().stream().map(n -> new Track(n, new int[points])).toList();
        plots.add(new Plot(variable, selection, tracks));
      }
    }
  }

  @Override
  public void observe(long step, Engine engine) {
    lastStep = step;
    for (Plot plot : plots) {
      int[] values = plot.variable().of(engine, plot.selection().population());
      for (Track track : plot.tracks()) {
        if (thinned) {
          track.addExtremes((int) ((step - 1) / stepsPerBin), values[track.neuron]);
        } else {
          track.values[(int) step - 1] = values[track.neuron];
        }
      }
    }
  }

  /** What one neuron did. */
  private static final class Track {
    private final int neuron;
    private final int[] values;
    private int bin = -1;

    Track(int neuron, int[] values) {
      this.neuron = neuron;
      this.values = values;
    }

    /** Keeps two values of a bin: its lowest and its highest, the one that came first in front. */
    private void addExtremes(int toBin, int value) {
      int first = 2 * toBin;
      if (toBin != bin) {
        bin = toBin;
        values[first] = value;
        values[first + 1] = value;
        return;
      }
      int low = Math.min(values[first], values[first + 1]);
      int high = Math.max(values[first], values[first + 1]);
      if (value < low) {
        values[first] = high;
        values[first + 1] = value;
      } else if (value > high) {
        values[first] = low;
        values[first + 1] = value;
      }
    }
  }

  /** Returns a plot for each variable of each population; thinning is told in the title. */
  public List<Traces> traces(StepTime time) {
    double[] times = times(time);
    return plots.stream().map(plot -> traces(plot, times)).toList();
  }

  private double[] times(StepTime time) {
    if (!thinned) {
      return IntStream.rangeClosed(1, (int) lastStep).mapToDouble(time::at).toArray();
    }
    double[] times = new double[2 * (int) Math.ceilDiv(lastStep, stepsPerBin)];
    for (int i = 0; i < times.length; i++) {
      times[i] = time.at(1 + i * (stepsPerBin / 2.0));
    }
    return times;
  }

  private Traces traces(Plot plot, double[] times) {
    Population population = network.populations().get(plot.selection().population());
    List<Trace> lines =
        plot.tracks().stream()
            .map(
                track ->
                    new Trace(
                        population.id() + "[" + track.neuron + "]",
                        series(track.values, times.length)))
            .toList();
    String title =
        Character.toUpperCase(plot.variable().title().charAt(0))
            + plot.variable().title().substring(1)
            + " of "
            + population.id()
            + (thinned ? ": lowest and highest of " + stepsPerBin + " steps" : "");
    return new Traces(
        title,
        plot.variable().label(),
        0,
        false,
        Series.of(times),
        lines,
        plot.variable() == TraceVariable.V
            ? threshold(population, plot.selection(), times.length)
            : Optional.empty());
  }

  private static Series series(int[] values, int length) {
    return Series.of(Arrays.stream(values, 0, length).asDoubleStream().toArray());
  }

  /** The threshold, where all neurons shown have the same and it does not move. */
  private static Optional<Trace> threshold(
      Population population, TraceSelection selection, int length) {
    int[] mantissas =
        selection.neurons().stream().mapToInt(n -> population.vth().at(n)).distinct().toArray();
    if (mantissas.length != 1 || population.model() == NeuronModel.IWTA_LIF) {
      return Optional.empty();
    }
    double[] values = new double[length];
    Arrays.fill(values, 64.0 * mantissas[0]);
    return Optional.of(new Trace("threshold", Series.of(values)));
  }
}
