package dev.gondola.snn.loihi;

/**
 * How long a link to a host waits, and how much it remembers.
 *
 * @param budgetNanos longest wait for the host in one control period, ns; above 0
 * @param replyPatienceNanos how late an answer may be before the host counts as dead, ns; also the
 *     longest wait for connection and greeting
 * @param buildPatienceNanos longest wait for a host to build or reset the network, ns
 * @param firstRetryNanos wait before the first new attempt to connect, ns; doubles each time
 * @param lastRetryNanos longest wait between attempts, ns
 * @param historyRounds rounds since the last reset that can be run again on a host that returns, at
 *     least 1; less where the inputs would take more than 16 MiB
 */
public record LinkOptions(
    long budgetNanos,
    long replyPatienceNanos,
    long buildPatienceNanos,
    long firstRetryNanos,
    long lastRetryNanos,
    int historyRounds) {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public LinkOptions {
    if (Math.min(Math.min(budgetNanos, replyPatienceNanos), buildPatienceNanos) < 1
        || Math.min(firstRetryNanos, lastRetryNanos) < 1
        || historyRounds < 1) {
      throw new IllegalArgumentException("every number of the link's options must be above 0");
    }
  }

  /**
   * Returns the usual options: 2 s for a late answer, 60 s to build (Lava compiles for 0.2 to 2 s),
   * attempts after 0.1 s to 5 s, 65,536 rounds (109 minutes at 10 Hz).
   *
   * @param budgetNanos longest wait for the host in one control period, ns
   */
  public static LinkOptions ofBudget(long budgetNanos) {
    return new LinkOptions(budgetNanos, 2 * SECOND, 60 * SECOND, 100 * MILLI, 5 * SECOND, 1 << 16);
  }
}
