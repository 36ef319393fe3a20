package dev.gondola.snn.nir;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer of neurons, stepped by forward Euler. CubaLIF and CubaLI: {@code i += dt/tau_syn (w_in x
 * - i)}, then as LIF and LI with the new i in place of x. LIF and LI: {@code v += dt/tau (v_leak -
 * v + r x)}. IF and I: {@code v += dt r x}. Those that spike do where {@code v > v_threshold}, then
 * {@code v = v_reset}; the others give v. All starts at 0.
 */
final class NeuronOp implements NodeOp {
  private final boolean spiking;
  private final boolean leaky;
  private final boolean synaptic;
  private final double[] synapseRate;
  private final double[] synapseWeight;
  private final double[] rate;
  private final double[] resistance;
  private final double[] leak;
  private final double[] threshold;
  private final double[] reset;
  private final double[] i;
  private final double[] v;

  /**
   * Makes a layer at rest.
   *
   * @param size number of neurons
   * @param dt seconds of a step
   * @throws NirFormatException if a parameter can not be computed with
   */
  NeuronOp(NirNode node, int size, double dt) {
    NirType type = node.kind().orElseThrow();
    spiking = type.isSpiking();
    synaptic = type == NirType.CUBA_LI || type == NirType.CUBA_LIF;
    leaky = synaptic || type == NirType.LI || type == NirType.LIF;
    check(node, type);
    String tau = synaptic ? "tau_mem" : "tau";
    synapseRate = rates(node, "tau_syn", synaptic, size, dt);
    synapseWeight = values(node, "w_in", synaptic, size);
    rate = rates(node, tau, leaky, size, dt);
    leak = values(node, "v_leak", leaky, size);
    resistance = values(node, "r", true, size);
    if (!leaky) {
      for (int k = 0; k < size; k++) {
        resistance[k] *= dt;
      }
    }
    threshold = values(node, "v_threshold", spiking, size);
    reset = values(node, "v_reset", spiking, size);
    i = new double[synaptic ? size : 0];
    v = new double[size];
  }

  private static void check(NirNode node, NirType type) {
    List<String> faults = new ArrayList<>();
    for (NirParameter p : type.parameters()) {
      NirArray array = node.parameters().get(p.name());
      for (int k = 0; array != null && k < array.size(); k++) {
        double value = array.at(k);
        boolean isTime = p.name().startsWith("tau");
        boolean fits = p.name().equals("v_threshold") ? !Double.isNaN(value) : isFinite(value);
        if (!fits || (isTime && value <= 0)) {
          faults.add(
              "\"%s\" must be a number%s, is %s"
                  .formatted(p.name(), isTime ? " of seconds above 0" : "", value));
          break;
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new NirFormatException(String.join("; ", faults));
    }
  }

  private static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }

  private static double[] values(NirNode node, String name, boolean used, int size) {
    double[] values = new double[used ? size : 0];
    for (int k = 0; k < values.length; k++) {
      values[k] = node.value(name, k);
    }
    return values;
  }

  private static double[] rates(NirNode node, String name, boolean used, int size, double dt) {
    double[] rates = values(node, name, used, size);
    for (int k = 0; k < rates.length; k++) {
      rates[k] = dt / rates[k];
    }
    return rates;
  }

  @Override
  public void step(double[] in, double[] out) {
    for (int k = 0; k < v.length; k++) {
      double x = in[k];
      if (synaptic) {
        i[k] += synapseRate[k] * (synapseWeight[k] * x - i[k]);
        x = i[k];
      }
      v[k] += leaky ? rate[k] * (leak[k] - v[k] + resistance[k] * x) : resistance[k] * x;
      out[k] = v[k];
      if (spiking) {
        boolean spikes = v[k] > threshold[k];
        out[k] = spikes ? 1 : 0;
        v[k] = spikes ? reset[k] : v[k];
      }
    }
  }

  @Override
  public boolean isMemoryless() {
    return false;
  }

  /** The membrane potential of a neuron, after the reset. */
  double potential(int neuron) {
    return v[neuron];
  }

  /** State variables of a neuron. */
  static int stateOf(NirType type) {
    return type == NirType.CUBA_LI || type == NirType.CUBA_LIF ? 2 : type.isNeuron() ? 1 : 0;
  }
}
