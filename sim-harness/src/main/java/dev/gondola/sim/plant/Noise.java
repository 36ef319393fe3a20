package dev.gondola.sim.plant;

import java.util.SplittableRandom;

/** Random numbers that are the same bits on every machine. */
final class Noise {
  private Noise() {}

  /**
   * Returns a nearly normal number, mean 0, variance 1: the sum of twelve uniform ones
   * (Irwin-Hall), bounded by -6..6. The JDK's own uses {@code Math}, whose last bits are free.
   */
  static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
