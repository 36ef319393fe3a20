package dev.gondola.snn.loihi;

/** Waits between attempts: each twice the one before, up to a longest one. */
final class Backoff {
  private final long first;
  private final long longest;
  private long next;

  /**
   * Makes a backoff.
   *
   * @param first first wait, ns
   * @param longest longest wait, ns
   */
  Backoff(long first, long longest) {
    this.first = first;
    this.longest = longest;
    reset();
  }

  /** Returns the next wait, ns. */
  long next() {
    long wait = next;
    next = wait > longest / 2 ? longest : 2 * wait;
    return wait;
  }

  /** Begins with the first wait again. */
  void reset() {
    next = Math.min(first, longest);
  }
}
