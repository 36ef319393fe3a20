package dev.gondola.snn.bench;

import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.engine.PairedPopulationCoders;
import dev.gondola.snn.engine.PopulationEngine;
import java.util.ArrayList;
import java.util.List;

/** Many controllers of the published shape in lock step; the first is that of {@link Paper}. */
final class PaperPopulation implements Workload {
  private final double[] stimulus = PaperDraw.stimulus();
  private final Part pd;
  private final Part i;
  private final int size;
  private int time;

  PaperPopulation(int size) {
    this.size = size;
    PaperDraw draw = new PaperDraw();
    List<SpikingPart> pds = new ArrayList<>();
    List<SpikingPart> is = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      pds.add(draw.next(false));
      is.add(draw.next(true));
    }
    pd = new Part(pds);
    i = new Part(is);
  }

  @Override
  public int individuals() {
    return size;
  }

  @Override
  public long run(int steps) {
    long sum = 0;
    for (int q = 0; q < steps; q++) {
      double error = stimulus[time++ & (CHECKED - 1)];
      sum += pd.step(error) + i.step(error);
    }
    return sum;
  }

  @Override
  public String checksum() {
    pd.engine.reset();
    i.engine.reset();
    time = 0;
    Checksum sum = new Checksum();
    int n = PaperDraw.NEURONS;
    for (int q = 0; q < CHECKED; q++) {
      run(1);
      for (int p = 0; p < 2; p++) {
        sum.add(pd.first(p), n, (4L * q + p) * n);
      }
      for (int p = 0; p < 2; p++) {
        sum.add(i.first(p), n, (4L * q + 2 + p) * n);
      }
    }
    return sum.hex();
  }

  /** One network of every individual. */
  private static final class Part {
    final PopulationEngine engine;
    private final PairedPopulationCoders coders;
    private final int[] input;
    private final int[] output;

    Part(List<SpikingPart> parts) {
      engine = new PopulationEngine(parts.stream().map(SpikingPart::network).toList());
      coders = new PairedPopulationCoders(parts, engine.stride());
      input = engine.input(0);
      output = engine.spikes(1);
    }

    long step(double error) {
      // Each individual flies its own robot and has its own error; here they happen to be equal.
      for (int k = 0; k < engine.size(); k++) {
        coders.error(k, error);
      }
      coders.encode(input);
      engine.step();
      coders.decode(output);
      return coders.value(0);
    }

    /** Returns the spikes of a population of the first individual. */
    int[] first(int population) {
      int[] all = engine.spikes(population);
      int[] one = new int[all.length / engine.stride()];
      for (int j = 0; j < one.length; j++) {
        one[j] = all[j * engine.stride()];
      }
      return one;
    }
  }
}
