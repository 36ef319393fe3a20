package dev.gondola.snn.learning;

/**
 * Three-factor learning: what source and target do leaves an eligibility trace at the synapse, and
 * a third factor M, an error or a reward, turns it into a change of weight (Fremaux, Gerstner,
 * Frontiers in Neural Circuits 9, 2016; Izhikevich, Cerebral Cortex 17, 2007):
 *
 * <pre>
 * e keeps (4096 - eligibilityDecay)/4096 a step
 * source spikes: e += pre - minus * y
 * target spikes: e += plus * x
 * every step:    w += (M * e) &gt;&gt; shift
 * </pre>
 *
 * <p>x and y are the traces of {@link PairStdp}. With {@code pre} alone and an error as M this is
 * the delta rule with a memory (MacNeil, Eliasmith, PLoS ONE 6, 2011); with {@code plus} and {@code
 * minus} and a reward as M it is reward-modulated STDP. The eligibility stays within +-{@link
 * #MAX_ELIGIBILITY}.
 *
 * @param modulator index of the third factor, 0..{@link #MAX_MODULATORS} - 1
 * @param shift M counts as 1 at 2^shift, 0..{@link #MAX_SHIFT}
 * @param pre eligibility of a spike of the source by itself, +-{@link #MAX_AMPLITUDE}
 * @param plus amplitude of the causal side, +-{@link #MAX_AMPLITUDE}
 * @param minus amplitude of the anti-causal side, counted as depression, +-{@link #MAX_AMPLITUDE}
 * @param preDecay decay of the trace of the source's spikes, 1..4096
 * @param postDecay decay of the trace of the target's spikes, 1..4096
 * @param eligibilityDecay decay of the eligibility, 1..4096
 */
public record ThreeFactor(
    int modulator,
    int shift,
    int pre,
    int plus,
    int minus,
    int preDecay,
    int postDecay,
    int eligibilityDecay)
    implements LearningRule {
  /** The name used in files. */
  public static final String LABEL = "three-factor";

  /** Most third factors of a network. */
  public static final int MAX_MODULATORS = 64;

  /** Largest shift. */
  public static final int MAX_SHIFT = 30;

  /** Largest magnitude of an eligibility: 4096 weight units. */
  public static final int MAX_ELIGIBILITY = 1 << 28;

  @Override
  public String label() {
    return LABEL;
  }
}
