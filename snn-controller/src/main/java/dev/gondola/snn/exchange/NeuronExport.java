package dev.gondola.snn.exchange;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The NIR node of one population: the inverse of {@link NeuronDynamics} and {@link
 * PopulationQuantiser}. The largest threshold lies in 1..2; what is read has 2^16 for 1. A spike's
 * weight is what it adds to v at once: r = tau_mem / dt, w_in = tau_syn / dt, but where the profile
 * wants r = 1. A neuron without leak among others, or with a current, has a time constant of 2^40
 * steps.
 */
final class NeuronExport {
  private static final double NO_LEAK = Math.scalb(1.0, -40);
  private static final int READOUT_EXPONENT = 16;

  private final Population p;
  private final ExportOptions options;
  private final int level;
  private final boolean takesBias;
  private final List<String> faults;
  private final NirType type;
  private final double unit;
  private final double[] affine;
  private final double[] gain;
  private final Map<String, double[]> values = new TreeMap<>();
  private int early;
  private int ramps;

  /**
   * Works out the node.
   *
   * @param level steps that the network runs behind the graph
   * @param takesBias whether a linear node leads to it that can hold a bias
   * @param faults receives what NIR or the profile cannot carry
   * @param notes receives what is not as in the network
   */
  NeuronExport(
      Population p,
      int level,
      ExportOptions options,
      boolean takesBias,
      List<String> faults,
      List<String> notes) {
    this.p = p;
    this.level = level;
    this.options = options;
    this.takesBias = takesBias;
    this.faults = faults;
    unit = Math.scalb(1.0, -scaleExponent());
    type = type();
    affine = new double[p.size()];
    gain = new double[p.size()];
    for (String name : names()) {
      values.put(name, new double[p.size()]);
    }
    int before = faults.size();
    for (int i = 0; i < p.size() && faults.size() == before; i++) {
      neuron(i);
    }
    layer();
    note(notes);
  }

  private void note(List<String> notes) {
    if (early > 0) {
      notes.add(
          "population \"%s\": its bias acts from the first step, in the graph %s later"
              .formatted(p.id(), level == 1 ? "a step" : level + " steps"));
    }
    if (ramps > 0) {
      notes.add(
          ("population \"%s\": its bias comes by way of the synaptic current and takes its time"
                  + " constant to rise, as %s has no v_leak")
              .formatted(p.id(), options.profile().label()));
    }
  }

  /** Returns the exponent of the scale: a potential of 1 in NIR is 2 to it in the network. */
  int scaleExponent() {
    if (p.model() != NeuronModel.LIF) {
      return READOUT_EXPONENT;
    }
    int most = 1;
    for (int i = 0; i < p.vth().length(); i++) {
      most = Math.max(most, Math.abs(p.vth().at(i)));
    }
    return Math.getExponent((double) most * Scale.INPUT_UNIT);
  }

  NirType type() {
    boolean spikes = p.model() == NeuronModel.LIF;
    if (!p.du().within(4095, 4095)) {
      return spikes ? NirType.CUBA_LIF : NirType.CUBA_LI;
    }
    boolean plain = options.profile() == Profile.GENERIC || options.profile() == Profile.NORSE;
    boolean biased = !takesBias && !p.biasMant().within(0, 0);
    if (p.dv().within(0, 0) && plain && !biased && (spikes || !isNorse())) {
      return spikes ? NirType.IF : NirType.I;
    }
    return spikes ? NirType.LIF : NirType.LI;
  }

  private boolean isNorse() {
    return options.profile() == Profile.NORSE;
  }

  private List<String> names() {
    return type.parameters().stream().map(parameter -> parameter.name()).toList();
  }

  private void neuron(int i) {
    boolean cuba = type == NirType.CUBA_LIF || type == NirType.CUBA_LI;
    boolean leaky = type != NirType.IF && type != NirType.I;
    double step = options.stepInFile();
    double a = p.dv().at(i) == 0 ? NO_LEAK : (double) p.dv().at(i) / NeuronDynamics.ONE;
    double synapse = (p.du().at(i) + 1.0) / NeuronDynamics.ONE;
    double r = leaky ? isNorse() ? 1 : 1 / a : isNorse() ? 1 : 1 / options.dt();
    set("tau", i, step / a);
    set("tau_mem", i, step / a);
    set("tau_syn", i, step / synapse);
    set("r", i, r);
    set("w_in", i, 1 / synapse);
    gain[i] = leaky ? r * a : 1;
    double atRest = atRest(i);
    double bias = bias(i);
    double synaptic = synaptic(i, cuba, bias);
    double direct = bias - synaptic;
    affine[i] = synaptic * unit / (gain[i] * (cuba ? 1 / synapse : 1));
    double reset = -atRest * unit;
    if (reset != 0 && !(type.isSpiking() && options.profile() == Profile.GENERIC)) {
      fault(i, "starts at v0 " + p.v0().at(i) + "; a graph starts at 0");
    }
    if (direct != 0 && options.profile() != Profile.GENERIC) {
      fault(i, "has a bias that only v_leak could carry, which " + label() + " does not take");
    }
    if (synaptic != 0 && !takesBias) {
      fault(i, "starts with a current, and no linear node leads to it that could make it");
    }
    set("v_reset", i, reset);
    set("v_leak", i, reset + (leaky ? direct * unit / a : 0));
    int atThreshold = options.profile().spikesAtThreshold() ? 1 : 0;
    double threshold = (double) p.vth().at(i) * Scale.INPUT_UNIT + atThreshold;
    set("v_threshold", i, threshold * unit + reset);
  }

  private String label() {
    return options.profile().label();
  }

  private void set(String name, int i, double value) {
    double[] array = values.get(name);
    if (array != null) {
      array[i] = value;
    }
  }

  private void fault(int i, String what) {
    faults.add("population \"%s\", neuron %d: %s".formatted(p.id(), i, what));
  }

  private double bias(int i) {
    int e = p.biasExp().at(i);
    int mantissa = p.biasMant().at(i);
    return e >= 0 ? (double) (mantissa << e) : (double) (mantissa >> -e);
  }

  private double keepU(int i) {
    return (4095.0 - p.du().at(i)) / NeuronDynamics.ONE;
  }

  private boolean isAtRest(int i) {
    return p.u0().at(i) == 0 && p.v0().at(i) == 0;
  }

  /** Where v stands when the graph starts; 0 where only the rounding of u0 and v0 keeps it off. */
  private double atRest(int i) {
    if (isAtRest(i)) {
      early += level > 0 && bias(i) != 0 ? 1 : 0;
      return 0;
    }
    double keepV = 1 - (double) p.dv().at(i) / NeuronDynamics.ONE;
    double u = p.u0().at(i);
    double v = p.v0().at(i);
    double roundedU = u == 0 ? 0 : 0.5;
    double roundedV = v == 0 ? 0 : 1;
    for (int t = 0; t < level; t++) {
      u *= keepU(i);
      roundedU *= keepU(i);
      v = keepV * v + u + bias(i);
      roundedV = keepV * roundedV + roundedU;
    }
    return level > 0 && Math.abs(v) <= roundedV ? 0 : v;
  }

  /** The part of the bias that comes by way of the linear node before, in the network's units. */
  private double synaptic(int i, boolean cuba, double bias) {
    if (!cuba || keepU(i) == 0) {
      return takesBias ? bias : 0;
    }
    double current = -p.u0().at(i) * StrictMath.pow(keepU(i), level);
    if (current == 0 && bias != 0 && takesBias && options.profile() != Profile.GENERIC) {
      ramps++;
      return bias;
    }
    double step = Math.scalb(1.0, Math.max(0, p.biasExp().at(i)));
    return current != 0 && Math.abs(bias - current) <= step ? bias : current;
  }

  /** What a framework wants of a layer as a whole. */
  private void layer() {
    if (!options.profile().hasOwnStep()) {
      if (isNorse() && type == NirType.CUBA_LI) {
        faults.add("population \"" + p.id() + "\": norse has no CubaLI");
      }
      return;
    }
    if (!type.isSpiking()) {
      faults.add("population \"%s\": %s has no leaky integrators".formatted(p.id(), label()));
    }
    uniform("du", p.du());
    uniform("dv", p.dv());
    uniform("vth", p.vth());
  }

  private void uniform(String name, IntParameter parameter) {
    if (!parameter.within(parameter.at(0), parameter.at(0))) {
      faults.add(
          "population \"%s\": %s must be one number for all neurons in %s"
              .formatted(p.id(), name, label()));
    }
  }

  /** Returns what an input of 1 adds to the current, in NIR's units, by neuron. */
  double[] gain() {
    return gain.clone();
  }

  /** Returns the bias of the linear node before. */
  double[] affine() {
    return affine.clone();
  }

  /** Returns the node, its datasets of that shape. */
  NirNode node(int[] shape) {
    SortedMap<String, NirArray> datasets = new TreeMap<>();
    values.forEach((name, v) -> datasets.put(name, NirArray.float64(v, shape)));
    SortedMap<String, NirArray> hints = new TreeMap<>();
    hints.put(ExportHints.SCALE_EXPONENT, NirArray.int64(scaleExponent()));
    return new NirNode(type.label(), datasets, Optional.empty(), NirMetadata.of(hints));
  }
}
