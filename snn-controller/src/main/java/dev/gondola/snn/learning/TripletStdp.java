package dev.gondola.snn.learning;

/**
 * Triplet spike-timing-dependent plasticity, all-to-all (Pfister, Gerstner, Journal of Neuroscience
 * 26, 2006, equations 2 to 4):
 *
 * <pre>
 * source spikes: w -= o1 * (minus2 + minus3 * r2),  then r1 += 1, r2 += 1
 * target spikes: w += r1 * (plus2 + plus3 * o2),    then o1 += 1, o2 += 1
 * </pre>
 *
 * <p>The second, slow traces make potentiation grow with the rate, which pairs alone cannot.
 *
 * @param plus2 A2+, 1/65536 of a weight unit, 0..{@link #MAX_AMPLITUDE}
 * @param plus3 A3+, same
 * @param minus2 A2-, same
 * @param minus3 A3-, same
 * @param preDecay decay of r1 (tau+), 1..4096
 * @param preSlowDecay decay of r2 (tau x), 1..4096
 * @param postDecay decay of o1 (tau-), 1..4096
 * @param postSlowDecay decay of o2 (tau y), 1..4096
 */
public record TripletStdp(
    int plus2,
    int plus3,
    int minus2,
    int minus3,
    int preDecay,
    int preSlowDecay,
    int postDecay,
    int postSlowDecay)
    implements LearningRule {
  /** The name used in files. */
  public static final String LABEL = "triplet-stdp";

  @Override
  public String label() {
    return LABEL;
  }
}
