package dev.gondola.snn;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Counts what the current thread allocates. */
public final class Allocation {
  private Allocation() {}

  /**
   * Bytes of the first block that allocates nothing, else of the least of 5: the compiler itself
   * may allocate in the thread once when it swaps code.
   */
  public static long leastOf5(int times, IntConsumer action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int block = 0; block < 5 && least > 0; block++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < times; i++) {
        action.accept(i);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
