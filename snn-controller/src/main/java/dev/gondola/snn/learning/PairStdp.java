package dev.gondola.snn.learning;

/**
 * Pair-based spike-timing-dependent plasticity with traces, all-to-all (Song, Miller, Abbott,
 * Nature Neuroscience 3, 2000; Morrison, Diesmann, Gerstner, Biological Cybernetics 98, 2008,
 * section 4.1):
 *
 * <pre>
 * source spikes: w -= minus * y,  then x += 1     x keeps (4096 - preDecay)/4096 a step
 * target spikes: w += plus * x,   then y += 1     y keeps (4096 - postDecay)/4096 a step
 * </pre>
 *
 * <p>One pair of spikes n steps apart changes the weight by {@code plus * exp(-n / tau)} if the
 * target's is the later one, and by {@code -minus * exp(-n / tau)} if the source's is.
 *
 * @param plus amplitude of the causal side, 1/65536 of a weight unit, +-{@link #MAX_AMPLITUDE}
 * @param minus amplitude of the anti-causal side, counted as depression, +-{@link #MAX_AMPLITUDE}
 * @param preDecay decay of the trace x of the source's spikes, 1..4096
 * @param postDecay decay of the trace y of the target's spikes, 1..4096
 */
public record PairStdp(int plus, int minus, int preDecay, int postDecay) implements LearningRule {
  /** The name used in files. */
  public static final String LABEL = "pair-stdp";

  @Override
  public String label() {
    return LABEL;
  }
}
