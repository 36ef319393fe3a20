package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.List;

/**
 * The neurons of one NIR node as a recursion with the chip's decays, in NIR's own units of voltage:
 * {@code u = (1 - currentDecay) u + gain x; v = (1 - membraneDecay) v + u + bias}, v counted from
 * the reset. It is forward Euler of NIR's equations with decays rounded to 1/4096, the new u acting
 * on v. Where the decay of v is rounded, the gain could be that of NIR's first steps, or the one
 * that settles where NIR does; neurons that are read settle right, neurons that spike take the
 * geometric mean, which halves the larger error. A rounded decay of u keeps the charge of a spike.
 *
 * @param type node type
 * @param currentDecay decay of the current in 1/4096, 1..4096; 4096 forgets at once
 * @param membraneDecay decay of the membrane potential in 1/4096, 0..4095
 * @param exactCurrentDecay what the first is rounded from, as a fraction
 * @param exactMembraneDecay what the second is rounded from, as a fraction
 * @param gain what an input of 1 adds to u
 * @param constantGain what a constant input of 1 adds to v each step in the end
 * @param leak what v_leak adds to v each step
 * @param threshold threshold counted from the reset; 0 for neurons that do not spike
 * @param start v before the first step, counted from the reset
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier inside the package, never compared
record NeuronDynamics(
    NirType type,
    int[] currentDecay,
    int[] membraneDecay,
    double[] exactCurrentDecay,
    double[] exactMembraneDecay,
    double[] gain,
    double[] constantGain,
    double[] leak,
    double[] threshold,
    double[] start) {
  static final int ONE = 4096;

  /**
   * Reads a node.
   *
   * @param name name of the node, for faults
   * @param size number of neurons
   * @param dt step, s
   * @param faults receives what keeps the node from running
   */
  static NeuronDynamics of(String name, NirNode node, int size, double dt, List<String> faults) {
    NirType type = node.kind().orElseThrow();
    NeuronDynamics d =
        new NeuronDynamics(
            type,
            new int[size],
            new int[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size]);
    int before = faults.size();
    for (int i = 0; i < size && faults.size() == before; i++) {
      d.neuron(name, node, i, dt, faults);
    }
    return d;
  }

  int size() {
    return gain.length;
  }

  private void neuron(String name, NirNode node, int i, double dt, List<String> faults) {
    boolean integrates = type == NirType.IF || type == NirType.I;
    boolean cuba = type == NirType.CUBA_LIF || type == NirType.CUBA_LI;
    String where = "node \"%s\" (%s), neuron %d: ".formatted(name, type.label(), i);
    exactCurrentDecay[i] = cuba ? decay(where, "tau_syn", node, i, dt, faults) : 1;
    exactMembraneDecay[i] =
        integrates ? 0 : decay(where, cuba ? "tau_mem" : "tau", node, i, dt, faults);
    currentDecay[i] = Math.clamp(Math.round(exactCurrentDecay[i] * ONE), 1, ONE);
    membraneDecay[i] = Math.clamp(Math.round(exactMembraneDecay[i] * ONE), 0, ONE - 1);
    double exact = exactMembraneDecay[i];
    double a = membraneDecay[i] > 0 ? (double) membraneDecay[i] / ONE : exact;
    double r = node.value("r", i) * (integrates ? dt : type.isSpiking() ? Math.sqrt(a * exact) : a);
    double wIn = cuba ? node.value("w_in", i) : 1;
    double reset = type.isSpiking() ? node.value("v_reset", i) : 0;
    gain[i] = r * wIn * currentDecay[i] / ONE;
    constantGain[i] = r * wIn;
    leak[i] = integrates ? 0 : a * (node.value("v_leak", i) - reset);
    start[i] = -reset;
    finite(where + "r, w_in, v_leak or v_reset", r * wIn + leak[i] + start[i], faults);
    if (type.isSpiking()) {
      threshold[i] = node.value("v_threshold", i) - reset;
      finite(where + "v_threshold", threshold[i], faults);
    }
  }

  private static double decay(
      String where, String parameter, NirNode node, int i, double dt, List<String> faults) {
    double tau = node.value(parameter, i);
    double a = dt / tau;
    if (!(tau > 0) || Math.round(a * ONE) > ONE) {
      faults.add(
          "%s%s is %s s; it must be at least the step, %s s".formatted(where, parameter, tau, dt));
    }
    return a;
  }

  private static void finite(String what, double value, List<String> faults) {
    if (!Double.isFinite(value)) {
      faults.add(what + " is not finite");
    }
  }
}
