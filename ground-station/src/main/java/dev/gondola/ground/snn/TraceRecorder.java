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
  private static final int MAX_BINS = 2048;

  private final Network network;
  private final List<Plot> plots = new ArrayList<>();
  private final Thinning bins = new Thinning(MAX_BINS);

  /** One plot: a variable of the chosen neurons of a population. */
  private record Plot(TraceVariable variable, TraceSelection selection, List<Track> tracks) {}

  /**
   * Makes empty traces.
   *
   * @param network the network that will run
   * @param selections neurons, population by population
   * @param variables what is recorded of each
   */
  public TraceRecorder(
      Network network, List<TraceSelection> selections, List<TraceVariable> variables) {
    this.network = network;
    for (TraceVariable variable : variables) {
      for (TraceSelection selection : selections) {
        List<Track> tracks = selection.neurons().stream().map(n -> new Track(n)).toList();
        plots.add(new Plot(variable, selection, tracks));
      }
    }
  }

  @Override
  public void observe(long step, Engine engine) {
    int bin = bins.bin(step, this::halve);
    boolean first = (step - 1) % bins.stepsPerBin() == 0;
    for (Plot plot : plots) {
      int[] values = plot.variable().of(engine, plot.selection().population());
      for (Track track : plot.tracks()) {
        track.add(bin, first, values[track.neuron]);
      }
    }
  }

  private void halve() {
    plots.forEach(plot -> plot.tracks().forEach(Track::halve));
  }

  /** What one neuron did: of each bin, its lowest and its highest value, the earlier in front. */
  private static final class Track {
    private final int neuron;
    private final int[] values = new int[2 * MAX_BINS];

    Track(int neuron) {
      this.neuron = neuron;
    }

    void add(int bin, boolean first, int value) {
      if (first) {
        values[2 * bin] = value;
        values[2 * bin + 1] = value;
      } else {
        keepExtremes(bin, values[2 * bin], values[2 * bin + 1], value);
      }
    }

    void halve() {
      for (int bin = 0; bin < MAX_BINS / 2; bin++) {
        int later = values[4 * bin + 3];
        int between = values[4 * bin + 2];
        keepExtremes(bin, values[4 * bin], values[4 * bin + 1], between);
        keepExtremes(bin, values[2 * bin], values[2 * bin + 1], later);
      }
    }

    /** Keeps two of three values that came one after the other. */
    private void keepExtremes(int bin, int first, int second, int third) {
      int low = Math.min(first, second);
      int high = Math.max(first, second);
      boolean extreme = third < low || third > high;
      values[2 * bin] = extreme ? (third < low ? high : low) : first;
      values[2 * bin + 1] = extreme ? third : second;
    }
  }

  /** Returns a plot for each variable of each population; thinning is told in the title. */
  public List<Traces> traces(StepTime time) {
    double[] times = times(time);
    return plots.stream().map(plot -> traces(plot, times)).toList();
  }

  private boolean thinned() {
    return bins.stepsPerBin() > 1;
  }

  private double[] times(StepTime time) {
    return thinned()
        ? IntStream.range(0, 2 * bins.bins())
            .mapToDouble(i -> time.at(bins.firstStep(i / 2.0)))
            .toArray()
        : IntStream.range(0, bins.bins()).mapToDouble(i -> time.at(bins.firstStep(i))).toArray();
  }

  private Traces traces(Plot plot, double[] times) {
    Population population = network.populations().get(plot.selection().population());
    List<Trace> lines =
        plot.tracks().stream()
            .map(
                track ->
                    new Trace(population.id() + "[" + track.neuron + "]", series(track.values)))
            .toList();
    String title =
        Character.toUpperCase(plot.variable().title().charAt(0))
            + plot.variable().title().substring(1)
            + " of "
            + population.id()
            + (thinned() ? ": lowest and highest of " + bins.stepsPerBin() + " steps" : "");
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

  private Series series(int[] values) {
    return Series.of(
        thinned()
            ? Arrays.stream(values, 0, 2 * bins.bins()).asDoubleStream().toArray()
            : IntStream.range(0, bins.bins()).mapToDouble(i -> values[2 * i]).toArray());
  }

  /** The threshold, where all neurons shown have the same and it does not move. */
  private static Optional<Trace> threshold(
      Population population, TraceSelection selection, int length) {
    int[] mantissas =
        selection.neurons().stream().mapToInt(n -> population.vth().at(n)).distinct().toArray();
    boolean fixed = population.model().spikes() && population.model() != NeuronModel.IWTA_LIF;
    if (mantissas.length != 1 || !fixed) {
      return Optional.empty();
    }
    double[] values = new double[length];
    Arrays.fill(values, 64.0 * mantissas[0]);
    return Optional.of(new Trace("threshold", Series.of(values)));
  }
}
