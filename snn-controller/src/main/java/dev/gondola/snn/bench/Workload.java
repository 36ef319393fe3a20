package dev.gondola.snn.bench;

/** Something whose steps are timed; it has its own stimulus, which repeats. */
public interface Workload {
  /** Steps of the checksum, and of the stimulus before it repeats. */
  int CHECKED = 4096;

  /**
   * Runs a number of steps.
   *
   * @return a number that depends on all of them, so that none can be left out
   */
  long run(int steps);

  /** Returns the checksum of all spikes of {@link #CHECKED} steps from rest; leaves it running. */
  String checksum();

  /** Returns how many networks take a step in a step. */
  default int individuals() {
    return 1;
  }
}
