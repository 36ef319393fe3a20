package dev.gondola.evolution.trim;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.coding.PopulationEncoder;
import dev.gondola.snn.coding.PopulationEncoder.Curve;
import dev.gondola.snn.learning.Learning;
import dev.gondola.snn.learning.ThreeFactor;
import dev.gondola.snn.learning.Traces;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An I-controller whose integral is kept in weights that learn by three-factor rules.
 *
 * <pre>
 * always (7 cells) -&gt; integral   third factor: height error, mm
 * place (74 cells) -&gt; trim       third factor: the integral's command, 1/1000 unit
 * </pre>
 *
 * <p>The weights of the cells that always spike are an integral of the error. The place cells spike
 * at one envelope pressure each; their weights learn what the integral has to add again and again
 * at that pressure, until it has nothing to add: feedback-error learning (Kawato, Furukawa, Suzuki,
 * Biological Cybernetics 57, 1987). A cell that does not spike has no eligibility, so what was
 * learned at one pressure is neither used nor changed at another.
 */
final class TrimNetwork {
  /** Network steps of a tick of 0.1 s. */
  static final int STEPS_PER_TICK = 3;

  static final int INPUT_ALWAYS = 0;
  static final int INPUT_PRESSURE = 1;
  static final int INTEGRAL = 2;
  static final int TRIM = 3;

  /** The third factor of the integral: the height error, mm. */
  static final int ERROR = 0;

  /** The third factor of the trim: the integral's command, 1/1000 unit. */
  static final int FEEDBACK = 1;

  /** Where the learned projection of the place cells is in the network. */
  static final int PLACE_PROJECTION = 3;

  /** Cells that spike at a time, of either kind. */
  static final int ACTIVE = 7;

  private static final int SPACING = 15;

  /**
   * Place cells of a pressure of 0..1 in counts of 1/1000, 15 apart, from 3 below the lowest to 3
   * above the highest. A field of +-52 counts is 7 spacings of 15, so that 7 cells spike at any
   * pressure.
   */
  static final PopulationEncoder PLACES =
      new PopulationEncoder(
          0.001,
          Curve.TRIANGULAR,
          (ACTIVE * SPACING + 1) / 2,
          (ACTIVE * SPACING + 1) / 2,
          IntStream.rangeClosed(-3, 70).mapToObj(i -> i * SPACING).toList());

  /** Summed weights of active cells for one command unit. */
  static final int WEIGHT_PER_COMMAND = 200;

  /**
   * Command that keeps the reference blimp, 0.137 m/s2 heavy, at its height: where learning begins.
   */
  private static final double NOMINAL_TRIM = 3.3;

  /** Growth of the integral, command units per s and m of error: that of the flown PID law. */
  private static final double INTEGRAL_GAIN = 0.75;

  /** Growth of the trim, command units per s and unit of the integral. */
  private static final double TRIM_GAIN = 0.03;

  /** Memory of the integrators, steps: 1/3 s. */
  private static final int INTEGRATOR_STEPS = 10;

  /** Memory of the eligibility, steps: 1 s, about the delay from command to motion. */
  private static final int ELIGIBILITY_STEPS = 30;

  private static final double STEPS_PER_S = 10 * STEPS_PER_TICK;

  private static final IntParameter ZERO = IntParameter.of(0);
  private static final IntParameter NO_MEMORY = IntParameter.of(4095);
  private static final int DV = Traces.decay(INTEGRATOR_STEPS);

  private TrimNetwork() {}

  /** Returns the command of one unit of an integrator's membrane potential. */
  static double unit() {
    return DV / 4096.0 / 64 / WEIGHT_PER_COMMAND;
  }

  /**
   * Returns the network before anything is learned.
   *
   * @param memory whether the place cells learn; if not they keep the nominal trim
   */
  static Network of(boolean memory) {
    int nominal = (int) Math.rint(NOMINAL_TRIM * WEIGHT_PER_COMMAND / ACTIVE);
    Projection place = projection("place-trim", "place", "trim", PLACES.channels(), nominal);
    return new Network(
        "trim",
        STEPS_PER_TICK,
        List.of(new Input("constant", ACTIVE), new Input("pressure", PLACES.channels())),
        List.of(
            cells("always", ACTIVE),
            cells("place", PLACES.channels()),
            integrator("integral"),
            integrator("trim")),
        List.of(
            Projection.direct("constant-always", "constant", "always"),
            Projection.direct("pressure-place", "pressure", "place"),
            learning(
                projection("always-integral", "always", "integral", ACTIVE, 0),
                rule(ERROR, INTEGRAL_GAIN)),
            memory ? learning(place, rule(FEEDBACK, TRIM_GAIN)) : place));
  }

  /** Cells that spike in every step in which they receive anything. */
  private static Population cells(String id, int size) {
    return Population.lif(id, size, NO_MEMORY, ZERO, ZERO, ZERO, ZERO);
  }

  private static Population integrator(String id) {
    return Population.leakyIntegrator(id, 1, NO_MEMORY, IntParameter.of(DV), ZERO, ZERO);
  }

  private static Projection projection(String id, String from, String to, int sources, int weight) {
    int[][] weights = new int[1][sources];
    Arrays.fill(weights[0], weight);
    return Projection.of(id, from, to, Port.CURRENT, 0, Synapses.dense(weights));
  }

  private static Projection learning(Projection projection, ThreeFactor rule) {
    return projection.withLearning(Learning.of(-256, 255, rule));
  }

  /** A third factor of 1000 is an error of 1 m, or 1 unit of the integral. */
  private static ThreeFactor rule(int modulator, double gain) {
    int decay = Traces.decay(ELIGIBILITY_STEPS);
    double weightPerStep = gain * WEIGHT_PER_COMMAND / ACTIVE / STEPS_PER_S;
    // In a cell that spikes in every step the eligibility settles at pre * 4096 / decay.
    double pre = weightPerStep * Traces.ONE * decay / 4096 * 1024 / 1000;
    return new ThreeFactor(modulator, 10, (int) Math.rint(pre), 0, 0, 4096, 4096, decay);
  }
}
