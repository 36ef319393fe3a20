package dev.gondola.evolution.closedloop;

import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.sim.plant.BlimpRanges;
import dev.gondola.snn.control.Controller;
import java.util.SplittableRandom;

/**
 * One simulated flight of a heavy blimp from rest, height in whole centimetres: a hold of 40 s and
 * four random set-points of 50 s each. Immutable; every flight of it sees the same disturbance.
 */
public final class HeightFlight {
  /** Ticks over which a step's steady-state error is taken: its last 10 s. */
  private static final double STEADY_S = 10;

  private static final double HOLD_S = 40;
  private static final double STEP_S = 50;
  private static final int STEPS = 5;
  private static final double START_M = 1;

  private final BlimpParameters blimp;
  private final long seed;
  private final double[] setpoints = new double[STEPS];
  private final double period;

  /** Makes the flight of a seed. */
  public HeightFlight(long seed, double period) {
    SplittableRandom random = new SplittableRandom(seed);
    this.period = period;
    blimp = BlimpRanges.heavy().draw(random.nextLong());
    this.seed = random.nextLong();
    setpoints[0] = START_M;
    for (int i = 1; i < STEPS; i++) {
      setpoints[i] = random.nextDouble(0.6, 2.6);
    }
  }

  /** Returns the ticks of a flight. */
  public static int ticks(double period) {
    return (int) Math.round((HOLD_S + (STEPS - 1) * STEP_S) / period);
  }

  /**
   * What a flight came to; steady and overshoot are root mean squares over the steps, so that the
   * worst counts most.
   *
   * @param steadyM mean |error| over the last 10 s of a step, m
   * @param overshootM excursion past a step's set-point, m
   * @param rmsM root mean square of the error of the whole flight, m
   */
  public record Result(double steadyM, double overshootM, double rmsM) {

    /**
     * Returns one number to minimise: the sum of the three, each by the scale that counts 1; of the
     * rms that is 15 cm, about what the flown PID law makes.
     *
     * @param steadyScaleM scale of steady, m
     * @param overshootScaleM scale of overshoot, m
     */
    public double score(double steadyScaleM, double overshootScaleM) {
      return steadyM / steadyScaleM + overshootM / overshootScaleM + rmsM / 0.15;
    }
  }

  /** Flies. */
  public Result fly(Controller controller) {
    BlimpPlant plant = new BlimpPlant(blimp);
    plant.reset(seed, START_M);
    controller.reset();
    double squares = 0;
    double steady = 0;
    double overshoot = 0;
    double previous = START_M;
    for (int i = 0; i < STEPS; i++) {
      int ticks = (int) Math.round((i == 0 ? HOLD_S : STEP_S) / period);
      int steadyTicks = (int) Math.round(STEADY_S / period);
      double direction = Math.signum(setpoints[i] - previous);
      double beyond = 0;
      double late = 0;
      for (int k = 0; k < ticks; k++) {
        double height = Math.rint(plant.height() * 100) / 100;
        plant.setCommand(controller.update(setpoints[i], height));
        plant.advance(period);
        double error = setpoints[i] - plant.height();
        squares += error * error;
        beyond = Math.max(beyond, -error * direction);
        late += k >= ticks - steadyTicks ? Math.abs(error) : 0;
      }
      steady += late / steadyTicks * (late / steadyTicks) / STEPS;
      overshoot += beyond * beyond / (STEPS - 1);
      previous = setpoints[i];
    }
    return new Result(Math.sqrt(steady), Math.sqrt(overshoot), Math.sqrt(squares / ticks(period)));
  }
}
