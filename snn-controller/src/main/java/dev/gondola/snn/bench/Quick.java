package dev.gondola.snn.bench;

import dev.gondola.snn.*;
import dev.gondola.snn.engine.*;

final class Quick {
  static void time(String n, Workload w) {
    var mx = java.lang.management.ManagementFactory.getThreadMXBean();
    String sum = w.checksum();
    for (int i = 0; i < 40; i++) w.run(2000 * 2 / w.individuals() + 10);
    int steps = Math.max(100, 8000 / w.individuals());
    double[] b = new double[61];
    for (int i = 0; i < 61; i++) {
      long t = mx.getCurrentThreadCpuTime();
      w.run(steps);
      b[i] = (mx.getCurrentThreadCpuTime() - t) / (double) steps / w.individuals();
    }
    java.util.Arrays.sort(b);
    System.out.printf("%s median %.1f min %.1f %s%n", n, b[30], b[0], sum);
  }

  public static void main(String[] a) {
    for (boolean fast : new boolean[] {true, false}) {
      java.util.function.Function<Network, Engine> f =
          fast
              ? n -> Engines.fast(n, FixedPointEngine.Range.CHIP)
              : n -> Engines.scalar(n, FixedPointEngine.Range.CHIP);
      if (a[0].contains("r")) for (Workload w : R160.atBothRates(f)) time("r160 " + fast, w);
      if (a[0].contains("p")) time("paper " + fast, new Paper(f));
    }
    if (a[0].contains("q"))
      for (int k : new int[] {16, 32, 64, 128, 256}) time("pop" + k, new PaperPopulation(k));
  }
}
