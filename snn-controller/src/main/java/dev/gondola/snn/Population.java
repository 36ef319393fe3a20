package dev.gondola.snn;

/**
 * A population of neurons of one model. Immutable. Ranges in brackets are the chip's.
 *
 * @param id name, unique among inputs and populations
 * @param size number of neurons
 * @param model neuron model
 * @param du current decay [0..4095]; the current keeps (4095 - du)/4096 of itself each step
 * @param dv membrane decay [0..4095]; the membrane potential keeps (4096 - dv)/4096
 * @param vth threshold mantissa [0..131071], compared as {@code vth << 6}; upper one of a ternary
 *     neuron; 0 for {@link NeuronModel#LEAKY_INTEGRATOR}, which has none
 * @param vthLo lower threshold mantissa of a ternary neuron [-131072..0]; 0 for other models
 * @param biasMant bias mantissa [-4096..4095]
 * @param biasExp bias exponent [0..7]
 * @param u0 synaptic current before the first step
 * @param v0 membrane potential before the first step
 * @param refractoryPeriod steps after a spike without another, {@link NeuronModel#LIF_REFRACTORY}
 *     only
 * @param resetInterval steps between resets, {@link NeuronModel#LIF_RESET} only
 * @param resetOffset step of the first reset modulo the interval, {@link NeuronModel#LIF_RESET}
 *     only
 * @param dth threshold decay [0..4095], {@link NeuronModel#IWTA_LIF} only; the adaptation keeps
 *     (4096 - dth)/4096
 */
public record Population(
    String id,
    int size,
    NeuronModel model,
    IntParameter du,
    IntParameter dv,
    IntParameter vth,
    IntParameter vthLo,
    IntParameter biasMant,
    IntParameter biasExp,
    IntParameter u0,
    IntParameter v0,
    int refractoryPeriod,
    int resetInterval,
    int resetOffset,
    IntParameter dth) {

  private static final IntParameter ZERO = IntParameter.of(0);

  /** Returns a LIF population. */
  public static Population lif(
      String id,
      int size,
      IntParameter du,
      IntParameter dv,
      IntParameter vth,
      IntParameter biasMant,
      IntParameter biasExp) {
    return new Population(
        id, size, NeuronModel.LIF, du, dv, vth, ZERO, biasMant, biasExp, ZERO, ZERO, 0, 1, 0, ZERO);
  }

  /** Returns a population of leaky integrators that do not spike. */
  public static Population leakyIntegrator(
      String id,
      int size,
      IntParameter du,
      IntParameter dv,
      IntParameter biasMant,
      IntParameter biasExp) {
    return new Population(
        id,
        size,
        NeuronModel.LEAKY_INTEGRATOR,
        du,
        dv,
        ZERO,
        ZERO,
        biasMant,
        biasExp,
        ZERO,
        ZERO,
        0,
        1,
        0,
        ZERO);
  }

  /** Returns a LIF population with input-weighted threshold adaptation. */
  public static Population iwta(
      String id,
      int size,
      IntParameter du,
      IntParameter dv,
      IntParameter vth,
      IntParameter biasMant,
      IntParameter biasExp,
      IntParameter dth) {
    return new Population(
        id,
        size,
        NeuronModel.IWTA_LIF,
        du,
        dv,
        vth,
        ZERO,
        biasMant,
        biasExp,
        ZERO,
        ZERO,
        0,
        1,
        0,
        dth);
  }
}
