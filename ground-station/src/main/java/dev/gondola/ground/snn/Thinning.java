package dev.gondola.ground.snn;

/**
 * Divides a run of unknown length into a bounded number of bins of equal length: one step a bin at
 * first; whenever all are taken, pairs become one.
 */
final class Thinning {
  private final int maxBins;
  private long stepsPerBin = 1;
  private long lastStep;

  /**
   * Begins with no bin taken.
   *
   * @param maxBins most bins, even
   */
  Thinning(int maxBins) {
    this.maxBins = maxBins;
  }

  /**
   * Returns the bin of the next step.
   *
   * @param step number of the step, from 1, ascending
   * @param halve called before bins 2k and 2k + 1 become bin k, for all k
   */
  int bin(long step, Runnable halve) {
    lastStep = step;
    while ((step - 1) / stepsPerBin >= maxBins) {
      halve.run();
      stepsPerBin *= 2;
    }
    return (int) ((step - 1) / stepsPerBin);
  }

  long stepsPerBin() {
    return stepsPerBin;
  }

  long lastStep() {
    return lastStep;
  }

  /** Returns the bins taken so far, the last perhaps in part. */
  int bins() {
    return (int) Math.ceilDiv(lastStep, stepsPerBin);
  }

  /** Returns the first step of a bin, as a number that may lie between two bins. */
  double firstStep(double bin) {
    return 1 + bin * stepsPerBin;
  }

  /** Returns how many steps of a bin were run. */
  long steps(int bin) {
    return Math.min(stepsPerBin, lastStep - bin * stepsPerBin);
  }
}
