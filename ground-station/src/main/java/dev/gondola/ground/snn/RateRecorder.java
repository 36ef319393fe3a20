package dev.gondola.ground.snn;

import dev.gondola.ground.report.NetworkRunReport.Trace;
import dev.gondola.ground.report.NetworkRunReport.Traces;
import dev.gondola.ground.report.Series;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the mean rate of each population over stretches of steps. */
public final class RateRecorder implements StepObserver {
  private static final int MAX_BINS = 200;
  private static final int MAX_POPULATIONS = 12;
  private static final int DIGITS = 4;

  private final Network network;
  private final long stepsPerBin;
  private final int shown;
  private final long[][] spikes;
  private long lastStep;

  /**
   * Makes counters of 0.
   *
   * @param network the network that will run
   * @param steps for how many steps at most
   */
  public RateRecorder(Network network, long steps) {
    this.network = network;
    shown = Math.min(MAX_POPULATIONS, network.populations().size());
    stepsPerBin = Math.ceilDiv(steps, MAX_BINS);
    spikes = new long[shown][(int) Math.ceilDiv(steps, stepsPerBin)];
  }

  @Override
  public void observe(long step, Engine engine) {
    lastStep = step;
    int bin = (int) ((step - 1) / stepsPerBin);
    for (int p = 0; p < shown; p++) {
      long sum = 0;
      for (int s : engine.spikes(p)) {
        sum += s != 0 ? 1 : 0;
      }
      spikes[p][bin] += sum;
    }
  }

  /** Returns a line for each population; the last value is there twice, to hold to the end. */
  public Traces traces(StepTime time) {
    int bins = (int) Math.ceilDiv(lastStep, stepsPerBin);
    double[] times = new double[bins + 1];
    for (int bin = 0; bin < bins; bin++) {
      times[bin] = time.at((double) bin * stepsPerBin + 1);
    }
    times[bins] = time.at(lastStep + 1.0);
    List<Trace> lines = new ArrayList<>();
    for (int p = 0; p < shown; p++) {
      lines.add(new Trace(network.populations().get(p).id(), Series.of(rates(p, bins, time))));
    }
    return new Traces(title(), axis(time), DIGITS, true, Series.of(times), lines, Optional.empty());
  }

  private double[] rates(int population, int bins, StepTime time) {
    double[] rates = new double[bins + 1];
    double neurons = network.populations().get(population).size();
    for (int bin = 0; bin < bins; bin++) {
      long steps = Math.min(stepsPerBin, lastStep - bin * stepsPerBin);
      rates[bin] = time.rate(spikes[population][bin] / (neurons * steps));
    }
    rates[bins] = bins == 0 ? 0 : rates[bins - 1];
    return rates;
  }

  private String title() {
    int leftOut = network.populations().size() - shown;
    return "Mean rate of a neuron"
        + (stepsPerBin > 1 ? ", over " + stepsPerBin + " steps" : "")
        + (leftOut > 0 ? ": the last " + leftOut + " populations are not shown" : "");
  }

  private static String axis(StepTime time) {
    return time.rateUnit().isEmpty() ? "spikes per step" : "rate [" + time.rateUnit() + "]";
  }
}
