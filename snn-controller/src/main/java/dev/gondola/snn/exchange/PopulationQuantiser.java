package dev.gondola.snn.exchange;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Makes the integer parameters of one population. It runs some steps behind NIR (see {@link
 * Levels}); its state before the first step is such that in those steps its bias brings it to where
 * NIR starts.
 */
final class PopulationQuantiser {
  private static final IntParameter ZERO = IntParameter.of(0);
  private static final int STATE = (1 << 23) - 1;
  private static final int BIAS_MANTISSA = 4095;
  private static final int BIAS_EXPONENT = 7;

  private final String name;
  private final NeuronDynamics d;
  private final double[] bias;
  private final int level;
  private final int exponent;
  private final List<String> notes;
  private final int[] biasMant;
  private final int[] biasExp;
  private final int[] u0;
  private final int[] v0;
  private final int[] vth;
  private int disturbed;

  /**
   * Makes a quantiser.
   *
   * @param bias constant input, in units of the input
   * @param level steps it runs behind NIR
   * @param exponent exponent of its scale
   * @param notes receives what is not as in NIR
   */
  PopulationQuantiser(
      String name, NeuronDynamics d, double[] bias, int level, int exponent, List<String> notes) {
    this.name = name;
    this.d = d;
    this.bias = bias;
    this.level = level;
    this.exponent = exponent;
    this.notes = notes;
    biasMant = new int[d.size()];
    biasExp = new int[d.size()];
    u0 = new int[d.size()];
    v0 = new int[d.size()];
    vth = new int[d.size()];
  }

  /** Returns the population. */
  Population quantise() {
    for (int i = 0; i < d.size(); i++) {
      bias(i);
      start(i);
      if (d.type().isSpiking()) {
        vth[i] = threshold(i);
      }
    }
    if (disturbed > 0) {
      notes.add(
          ("population \"%s\": %d of its neurons do not start exactly as in NIR: the %d steps they"
                  + " run behind cannot be made good by their first state")
              .formatted(name, disturbed, level));
    }
    return new Population(
        name,
        d.size(),
        d.type().isSpiking() ? NeuronModel.LIF : NeuronModel.LEAKY_INTEGRATOR,
        parameter(i -> d.currentDecay()[i] - 1),
        parameter(i -> d.membraneDecay()[i]),
        parameter(i -> vth[i]),
        ZERO,
        parameter(i -> biasMant[i]),
        parameter(i -> biasExp[i]),
        parameter(i -> u0[i]),
        parameter(i -> v0[i]),
        0,
        1,
        0,
        ZERO);
  }

  private IntParameter parameter(IntUnaryOperator value) {
    int[] values = new int[d.size()];
    Arrays.setAll(values, value);
    return Arrays.stream(values).allMatch(v -> v == values[0])
        ? IntParameter.of(values[0])
        : IntParameter.perNeuron(values);
  }

  /** What NIR adds to v each step in the end, in the engine's units. */
  private double exactBias(int i) {
    return Math.scalb(d.leak()[i] + d.constantGain()[i] * bias[i], exponent);
  }

  /** The bias as the engine adds it, in NIR's units. */
  private double storedBias(int i) {
    return Math.scalb((double) biasMant[i], biasExp[i] - exponent);
  }

  private void bias(int i) {
    double b = exactBias(i);
    int e = 0;
    while (e < BIAS_EXPONENT && Math.abs(Math.rint(Math.scalb(b, -e))) > BIAS_MANTISSA) {
      e++;
    }
    long mantissa = Math.round(Math.scalb(b, -e));
    biasMant[i] = Math.clamp(mantissa, -BIAS_MANTISSA - 1, BIAS_MANTISSA);
    biasExp[i] = e;
  }

  private void start(int i) {
    double keepU = 1 - (double) d.currentDecay()[i] / NeuronDynamics.ONE;
    double keepV = 1 - (double) d.membraneDecay()[i] / NeuronDynamics.ONE;
    double target = Math.scalb(d.start()[i], exponent);
    double step = Math.scalb(storedBias(i), exponent);
    // What comes by way of the current is not there yet.
    boolean ramps = keepU > 0 && d.constantGain()[i] * bias[i] != 0;
    double current = ramps ? Math.scalb(d.leak()[i], exponent) - step : 0;
    double first = current == 0 ? 0 : Math.rint(current / StrictMath.pow(keepU, level));
    double v = 0;
    double u = first;
    for (int t = 0; t < level; t++) {
      u *= keepU;
      v = keepV * v + u + step;
    }
    double start = (target - v) / StrictMath.pow(keepV, level);
    if (!reaches(i, first, start, keepU, keepV, step)) {
      disturbed++;
      first = current;
      start = target;
    }
    u0[i] = (int) Math.rint(first);
    v0[i] = (int) Math.rint(start);
  }

  /** Whether a neuron comes through the steps it runs behind without a spike or saturation. */
  private boolean reaches(
      int i, double first, double start, double keepU, double keepV, double step) {
    double top = d.type().isSpiking() ? Math.scalb(d.threshold()[i], exponent) : STATE;
    double u = first;
    double v = start;
    boolean fits = Math.abs(u) <= STATE && Math.abs(v) <= STATE;
    for (int t = 0; t < level; t++) {
      u *= keepU;
      v = keepV * v + u + step;
      fits &= v <= top && v >= -STATE;
    }
    return fits;
  }

  /**
   * Where v takes only multiples of the threshold's unit, what lies above the threshold in NIR lies
   * above the next multiple below it; else the nearest multiple is the best.
   */
  private int threshold(int i) {
    double exact = Math.scalb(d.threshold()[i], exponent) / Scale.INPUT_UNIT;
    return (int) (isLattice(i) ? Math.floor(exact) : Math.rint(exact));
  }

  private boolean isLattice(int i) {
    int step = biasMant[i] << biasExp[i];
    return d.membraneDecay()[i] == 0
        && d.currentDecay()[i] == NeuronDynamics.ONE
        && ((step | v0[i]) & (Scale.INPUT_UNIT - 1)) == 0;
  }

  /** Returns what became of the node. */
  PopulationCost cost() {
    return new PopulationCost(
        name,
        d.type().label(),
        d.size(),
        level,
        exponent,
        thresholdError(),
        decayError(d.currentDecay(), d.exactCurrentDecay()),
        decayError(d.membraneDecay(), d.exactMembraneDecay()),
        biasError());
  }

  private double thresholdError() {
    double error = 0;
    for (int i = 0; i < d.size(); i++) {
      if (!isLattice(i)) {
        double stored = Math.scalb((double) vth[i], -exponent) * Scale.INPUT_UNIT;
        error = Math.max(error, relative(stored, d.threshold()[i]));
      }
    }
    return error;
  }

  private double biasError() {
    double error = 0;
    double most = 0;
    for (int i = 0; i < d.size(); i++) {
      double exact = Math.scalb(exactBias(i), -exponent);
      error = Math.max(error, Math.abs(storedBias(i) - exact));
      most = Math.max(most, Math.abs(exact));
    }
    return most == 0 ? 0 : error / most;
  }

  private static double decayError(int[] stored, double[] exact) {
    double error = 0;
    for (int i = 0; i < stored.length; i++) {
      error = Math.max(error, relative((double) stored[i] / NeuronDynamics.ONE, exact[i]));
    }
    return error;
  }

  private static double relative(double value, double exact) {
    return value == exact ? 0 : Math.abs(value - exact) / (exact == 0 ? 1 : Math.abs(exact));
  }
}
