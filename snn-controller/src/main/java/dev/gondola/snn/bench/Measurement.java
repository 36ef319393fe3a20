package dev.gondola.snn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Times a workload: thread CPU time and allocated bytes a step, medians of batches. */
final class Measurement {
  /** CPU time of one batch, ns. */
  private static final double BATCH = 1e6;

  private static final int WARM_UP_BATCHES = 400;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Workload workload;
  private final int steps;

  /** Spent by the workload, so that no step can be left out. */
  private long sink;

  /** Makes a measurement and warms the workload up. */
  Measurement(Workload workload) {
    this.workload = workload;
    for (int i = 0; i < WARM_UP_BATCHES; i++) {
      sink += workload.run(Math.max(1, 2000 / workload.individuals()));
    }
    steps = (int) Math.max(1, BATCH / nanosPerStep(1000));
  }

  private double nanosPerStep(int number) {
    long start = threads.getCurrentThreadCpuTime();
    sink += workload.run(number);
    return Math.max(1, threads.getCurrentThreadCpuTime() - start) / (double) number;
  }

  /** Returns the median of a number of batches, ns for one step of one network. */
  double nanos(int batches) {
    double[] each = new double[batches];
    for (int i = 0; i < batches; i++) {
      each[i] = nanosPerStep(steps) / workload.individuals();
    }
    return median(each);
  }

  /** Returns the bytes allocated in a step, the least of some batches: the JVM allocates too. */
  double bytes() {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      sink += workload.run(steps);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, bytes / (double) steps);
    }
    return least;
  }

  /** Returns what depends on every step. */
  long sink() {
    return sink;
  }

  /** Returns the median; of an even number, the mean of the two in the middle. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
