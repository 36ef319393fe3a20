package dev.gondola.ground.snn;

import dev.gondola.ground.report.NetworkRunReport.Trace;
import dev.gondola.ground.report.NetworkRunReport.Traces;
import dev.gondola.ground.report.Series;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Gathers the mean rate of each population over stretches of steps. */
public final class RateRecorder implements StepObserver {
  private static final int MAX_BINS = 200;
  private static final int MAX_POPULATIONS = 12;
  private static final int DIGITS = 4;

  private final Network network;
  private final int shown;
  private final long[][] spikes;
  private final Thinning bins = new Thinning(MAX_BINS);

  /**
   * Makes counters of 0.
   *
   * @param network the network that will run
   */
  public RateRecorder(Network network) {
    this.network = network;
    shown = Math.min(MAX_POPULATIONS, network.populations().size());
    spikes = new long[shown][MAX_BINS];
  }

  @Override
  public void observe(long step, Engine engine) {
    int bin = bins.bin(step, this::halve);
    for (int p = 0; p < shown; p++) {
      long sum = 0;
      for (int s : engine.spikes(p)) {
        sum += s != 0 ? 1 : 0;
      }
      spikes[p][bin] += sum;
    }
  }

  private void halve() {
    for (long[] counts : spikes) {
      for (int bin = 0; bin < MAX_BINS / 2; bin++) {
        counts[bin] = counts[2 * bin] + counts[2 * bin + 1];
      }
      Arrays.fill(counts, MAX_BINS / 2, MAX_BINS, 0);
    }
  }

  /** Returns a line for each population; the last value is there twice, to hold to the end. */
  public Traces traces(StepTime time) {
    int count = bins.bins();
    double[] times = new double[count + 1];
    for (int bin = 0; bin < count; bin++) {
      times[bin] = time.at(bins.firstStep(bin));
    }
    times[count] = time.at(bins.lastStep() + 1.0);
    List<Trace> lines = new ArrayList<>();
    for (int p = 0; p < shown; p++) {
      lines.add(new Trace(network.populations().get(p).id(), Series.of(rates(p, time))));
    }
    return new Traces(title(), axis(time), DIGITS, true, Series.of(times), lines, Optional.empty());
  }

  private double[] rates(int population, StepTime time) {
    int count = bins.bins();
    double[] rates = new double[count + 1];
    double neurons = network.populations().get(population).size();
    for (int bin = 0; bin < count; bin++) {
      rates[bin] = time.rate(spikes[population][bin] / (neurons * bins.steps(bin)));
    }
    rates[count] = count == 0 ? 0 : rates[count - 1];
    return rates;
  }

  private String title() {
    int leftOut = network.populations().size() - shown;
    return "Mean rate of a neuron"
        + (bins.stepsPerBin() > 1 ? ", over " + bins.stepsPerBin() + " steps" : "")
        + (leftOut > 0 ? ": the last " + leftOut + " populations are not shown" : "");
  }

  private static String axis(StepTime time) {
    return time.rateUnit().isEmpty() ? "spikes per step" : "rate [" + time.rateUnit() + "]";
  }
}
