package dev.gondola.evolution.trim;

import dev.gondola.snn.Network;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.engine.LearningEngine;
import dev.gondola.snn.learning.Traces;
import java.util.Arrays;

/**
 * A PD controller with an I-controller that learns in flight: its integral is kept in weights, and
 * what the integral has to add at an envelope pressure is learned by the place cells of that
 * pressure. Runs at 10 Hz. {@link #reset} forgets what was learned.
 */
public final class RetrimmingController implements Controller {
  /** Larger errors are a manoeuvre, not a wrong trim. */
  private static final int MAX_ERROR_MM = 100;

  private final Controller pd;
  private final LearningEngine engine;
  private final Encoder.Run encoder;
  private final int[] cells;
  private final int[] integral;
  private final int[] trim;
  private double pressure;

  /**
   * Makes a controller.
   *
   * @param pd the controller to whose command the learned one is added
   * @param memory whether what the integral adds is learned by pressure; if not there is only the
   *     integral
   */
  public RetrimmingController(Controller pd, boolean memory) {
    this.pd = pd;
    engine = new FixedPointEngine(TrimNetwork.of(memory));
    encoder = TrimNetwork.PLACES.start(TrimNetwork.STEPS_PER_TICK);
    cells = engine.input(TrimNetwork.INPUT_PRESSURE);
    integral = engine.membranePotential(TrimNetwork.INTEGRAL);
    trim = engine.membranePotential(TrimNetwork.TRIM);
    reset();
  }

  /**
   * Tells the pressure of the envelope; it is held until changed.
   *
   * @param reading 0..1 of the gauge's range; clipped
   */
  public void pressure(double reading) {
    pressure = reading;
  }

  @Override
  public double update(double setpoint, double measurement) {
    double errorMm = (setpoint - measurement) * 1000;
    int[] modulators = engine.modulators();
    modulators[TrimNetwork.ERROR] =
        (int) Math.rint(Math.clamp(errorMm, -MAX_ERROR_MM, MAX_ERROR_MM));
    if (modulators.length > TrimNetwork.FEEDBACK) {
      modulators[TrimNetwork.FEEDBACK] = (int) Math.rint(integral() * 1000);
    }
    encoder.encode(pressure);
    for (int step = 0; step < TrimNetwork.STEPS_PER_TICK; step++) {
      encoder.write(step, cells);
      engine.step();
    }
    return pd.update(setpoint, measurement) + integral() + trim();
  }

  /** Returns what the integral adds to the command now, command units. */
  public double integral() {
    return integral[0] * TrimNetwork.unit();
  }

  /** Returns what the place cells add to the command now, command units. */
  public double trim() {
    return trim[0] * TrimNetwork.unit();
  }

  /** Returns the network with what it has learned. */
  public Network learned() {
    return engine.learned();
  }

  /**
   * Returns the weights of the place cells that spike at a pressure, in 1/65536 of a weight unit.
   *
   * @throws IllegalArgumentException if the place cells do not learn
   */
  public int[] weightsAt(double reading) {
    Encoder.Run at = TrimNetwork.PLACES.start(TrimNetwork.STEPS_PER_TICK);
    int[] active = new int[TrimNetwork.PLACES.channels()];
    at.encode(reading);
    at.write(0, active);
    int[] exact = engine.exactWeights(TrimNetwork.PLACE_PROJECTION);
    int[] weights = new int[active.length];
    int n = 0;
    for (int i = 0; i < active.length; i++) {
      if (active[i] > 0) {
        weights[n++] = exact[i];
      }
    }
    return Arrays.copyOf(weights, n);
  }

  /** Returns the trim that is kept for a pressure, command units. */
  public double trimAt(double reading) {
    return command(weightsAt(reading));
  }

  /** Returns the command of active cells with such weights. */
  static double command(int[] exactWeights) {
    return Arrays.stream(exactWeights).asLongStream().sum()
        / (double) Traces.ONE
        / TrimNetwork.WEIGHT_PER_COMMAND;
  }

  @Override
  public void reset() {
    pd.reset();
    engine.reset();
    encoder.reset();
    Arrays.fill(engine.input(TrimNetwork.INPUT_ALWAYS), 1);
    pressure = 0;
  }
}
