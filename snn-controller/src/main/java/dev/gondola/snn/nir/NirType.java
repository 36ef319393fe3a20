package dev.gondola.snn.nir;

import static dev.gondola.snn.nir.NirParameter.optionalShape;
import static dev.gondola.snn.nir.NirParameter.padding;
import static dev.gondola.snn.nir.NirParameter.real;
import static dev.gondola.snn.nir.NirParameter.whole;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The node types of NIR 1.0 and their datasets (github.com/neuromorphs/NIR, {@code nir/ir}). The
 * equations: {@code LIF: tau v' = (v_leak - v) + r I}, a spike where {@code v > v_threshold}, then
 * {@code v := v_reset}; {@code CubaLIF: tau_syn I' = -I + w_in S, tau_mem v' = (v_leak - v) + r I};
 * LI and CubaLI are the same without threshold; {@code I, IF: v' = r I}. Times are seconds.
 */
public enum NirType {
  INPUT("Input", Role.PORT, whole("shape")),
  OUTPUT("Output", Role.PORT, whole("shape")),
  AFFINE("Affine", Role.LINEAR, real("weight"), real("bias")),
  LINEAR("Linear", Role.LINEAR, real("weight")),
  SCALE("Scale", Role.LINEAR, real("scale")),
  CONV1D(
      "Conv1d",
      Role.LINEAR,
      optionalShape("input_shape"),
      real("weight"),
      whole("stride"),
      padding(),
      whole("dilation"),
      whole("groups"),
      real("bias")),
  CONV2D(
      "Conv2d",
      Role.LINEAR,
      optionalShape("input_shape"),
      real("weight"),
      whole("stride"),
      padding(),
      whole("dilation"),
      whole("groups"),
      real("bias")),
  SUM_POOL_2D("SumPool2d", Role.LINEAR, whole("kernel_size"), whole("stride"), whole("padding")),
  AVG_POOL_2D("AvgPool2d", Role.LINEAR, whole("kernel_size"), whole("stride"), whole("padding")),
  FLATTEN(
      "Flatten",
      Role.LINEAR,
      whole("start_dim", 1),
      whole("end_dim", -1),
      optionalShape("input_type")),
  DELAY("Delay", Role.LINEAR, real("delay")),
  THRESHOLD("Threshold", Role.THRESHOLD, real("threshold")),
  I("I", Role.READOUT, real("r")),
  LI("LI", Role.READOUT, real("tau"), real("r"), real("v_leak")),
  CUBA_LI(
      "CubaLI",
      Role.READOUT,
      real("tau_syn"),
      real("tau_mem"),
      real("r"),
      real("v_leak"),
      real("w_in", 1)),
  IF("IF", Role.SPIKING, real("r"), real("v_threshold"), real("v_reset", 0)),
  LIF(
      "LIF",
      Role.SPIKING,
      real("tau"),
      real("r"),
      real("v_leak"),
      real("v_threshold"),
      real("v_reset", 0)),
  CUBA_LIF(
      "CubaLIF",
      Role.SPIKING,
      real("tau_syn"),
      real("tau_mem"),
      real("r"),
      real("v_leak"),
      real("v_threshold"),
      real("v_reset", 0),
      real("w_in", 1)),
  GRAPH("NIRGraph", Role.GRAPH);

  private enum Role {
    PORT,
    LINEAR,
    THRESHOLD,
    READOUT,
    SPIKING,
    GRAPH
  }

  private final String label;
  private final Role role;

  @SuppressWarnings("ImmutableEnumChecker") // List.of and a record of immutable parts
  private final List<NirParameter> parameters;

  NirType(String label, Role role, NirParameter... parameters) {
    this.label = label;
    this.role = role;
    this.parameters = List.of(parameters);
  }

  /** Returns the type of that name, empty if NIR 1.0 has none. */
  public static Optional<NirType> of(String label) {
    return Arrays.stream(values()).filter(t -> t.label.equals(label)).findFirst();
  }

  /** Returns the name in files. */
  public String label() {
    return label;
  }

  /** Returns the datasets of nodes of this type. */
  public List<NirParameter> parameters() {
    return parameters;
  }

  /** Returns the dataset of that name, empty if the type has none. */
  public Optional<NirParameter> parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** Returns whether nodes hold neurons that spike: IF, LIF, CubaLIF. */
  public boolean isSpiking() {
    return role == Role.SPIKING;
  }

  /** Returns whether nodes hold neurons, spiking or not: also I, LI and CubaLI. */
  public boolean isNeuron() {
    return role == Role.SPIKING || role == Role.READOUT;
  }

  /**
   * Returns whether what comes out is a linear or affine function of what went in, now or before.
   */
  public boolean isLinear() {
    return role == Role.LINEAR;
  }
}
