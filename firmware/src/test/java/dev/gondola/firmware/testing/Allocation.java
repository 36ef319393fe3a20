package dev.gondola.firmware.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of code allocates. */
public final class Allocation {
  private Allocation() {}

  /**
   * Runs code several times and returns the fewest bytes that one run allocated in this thread. Not
   * the sum: the virtual machine itself allocates a little in a thread now and then while it
   * compiles the code that runs there. What the code allocates shows in every run.
   */
  public static long fewestBytes(Runnable code) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    for (int run = 0; run < 6; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      code.run();
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest;
  }
}
