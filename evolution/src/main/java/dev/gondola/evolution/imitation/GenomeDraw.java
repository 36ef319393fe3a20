package dev.gondola.evolution.imitation;

import dev.gondola.evolution.genome.PairedGenome;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws genomes to start from, without the decoder's weights. */
@FunctionalInterface
public interface GenomeDraw {
  /** Anywhere in the bounds. */
  GenomeDraw UNIFORM =
      (genome, random) -> genome.bounds().first(genome.prefixLength()).draw(random);

  /**
   * Near an integrator: encoding neurons that spike rarely at no error, so that their rate follows
   * small errors; hidden neurons whose current forgets in minutes and whose rate follows it.
   */
  GenomeDraw INTEGRATOR =
      of(
          Map.ofEntries(
              Map.entry("gain", new double[] {0, 0.7}),
              Map.entry("encoderBias", new double[] {0.02, 0.3}),
              Map.entry("encoderMembrane", new double[] {3, 3}),
              Map.entry("weightSame", new double[] {0.02, 0.06}),
              Map.entry("weightCross", new double[] {-0.06, -0.02}),
              Map.entry("hiddenThreshold", new double[] {1.6, 2.4}),
              Map.entry("hiddenBias", new double[] {0, 0}),
              Map.entry("hiddenCurrent", new double[] {3.6, 3.6}),
              Map.entry("hiddenMembrane", new double[] {0.5, 1.5}),
              Map.entry("thresholdSame", new double[] {0, 0}),
              Map.entry("thresholdCross", new double[] {0, 0}),
              Map.entry("thresholdDecay", new double[] {1.5, 1.5})),
          1);

  /** Draws the genes of a genome before its decoder's weights. */
  double[] prefix(PairedGenome genome, SplittableRandom random);

  private static GenomeDraw of(Map<String, double[]> ranges, double decoderDecay) {
    return (genome, random) -> {
      int genes = genome.pairGenes().size();
      double[] x = new double[genome.prefixLength()];
      for (int i = 0; i < x.length - 1; i++) {
        double[] range = ranges.get(genome.pairGenes().get(i % genes).name());
        x[i] = range[0] + (range[1] - range[0]) * random.nextDouble();
      }
      x[x.length - 1] = decoderDecay;
      return x;
    };
  }
}
