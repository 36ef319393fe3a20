package dev.gondola.evolution.imitation;

import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.sim.plant.BlimpRanges;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.FlownPid;
import dev.gondola.snn.control.PidGains;
import java.util.SplittableRandom;

/**
 * The error of one flight, tick by tick, and what the law to imitate commands on it. Training
 * recordings are simulated: a blimp drawn from the identified ranges (half of them neutral, half
 * heavy), flown by a PID with gains drawn around those that flew, to random set-points of 0.4..1.8
 * m, a step of 0.3..1.0 m every 20..35 s (the published recipe,
 * github.com/timburgers/SNN_Workspace, {@code href.py}), height in whole centimetres.
 */
public final class ErrorRecording {
  /** Length of a training recording, s, as published. */
  public static final double SECONDS = 115;

  private final double[] error;
  private final double[] target;

  /**
   * Makes a recording.
   *
   * @param error error of each tick, m
   * @param law the law to imitate, in its initial state
   */
  public ErrorRecording(double[] error, Controller law) {
    this.error = error.clone();
    target = new double[error.length];
    for (int k = 0; k < error.length; k++) {
      target[k] = law.update(error[k], 0);
    }
  }

  /** Returns the number of ticks. */
  public int ticks() {
    return error.length;
  }

  /** Returns the error of a tick, m. */
  public double error(int tick) {
    return error[tick];
  }

  /** Returns the target command of a tick. */
  public double target(int tick) {
    return target[tick];
  }

  /** Returns a copy of the target commands. */
  public double[] target() {
    return target.clone();
  }

  /** Returns the commands a controller gives on this recording, from its initial state. */
  public double[] commands(Controller controller) {
    double[] commands = new double[error.length];
    controller.reset();
    for (int k = 0; k < commands.length; k++) {
      commands[k] = controller.update(error[k], 0);
    }
    return commands;
  }

  /** Returns the loss of a controller on this recording. Allocates only the result. */
  public ImitationLoss loss(Controller controller) {
    ImitationLoss.Sums sums = new ImitationLoss.Sums();
    controller.reset();
    for (int k = 0; k < error.length; k++) {
      sums.add(target[k], controller.update(error[k], 0));
    }
    return sums.loss();
  }

  /**
   * Flies a training recording.
   *
   * @param seed the same seed gives the same recording
   * @param period control period, s, a whole number of plant steps
   * @param law the law to imitate, in its initial state
   */
  public static ErrorRecording simulate(long seed, double period, Controller law) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean heavy = random.nextBoolean();
    BlimpRanges ranges = heavy ? BlimpRanges.heavy() : BlimpRanges.neutral();
    BlimpParameters blimp = ranges.draw(random.nextLong());
    PidGains gains =
        new PidGains(
            random.nextDouble(5, 14),
            heavy ? random.nextDouble(0.4, 1.1) : random.nextDouble(0, 0.2),
            random.nextDouble(7, 24));
    Controller pid = new FlownPid(gains, period);
    BlimpPlant plant = new BlimpPlant(blimp);
    double reference = random.nextDouble(0.4, 1.8);
    plant.reset(random.nextLong(), Math.max(0, reference + random.nextDouble(-0.3, 0.3)));
    double[] error = new double[(int) Math.round(SECONDS / period)];
    double untilStep = random.nextDouble(20, 35);
    for (int k = 0; k < error.length; k++) {
      untilStep -= period;
      if (untilStep <= 0) {
        untilStep = random.nextDouble(20, 35);
        reference = step(reference, random);
      }
      double height = Math.rint(plant.height() * 100) / 100;
      error[k] = reference - height;
      plant.setCommand(pid.update(reference, height));
      plant.advance(period);
    }
    return new ErrorRecording(error, law);
  }

  private static double step(double reference, SplittableRandom random) {
    double size = random.nextDouble(0.3, 1.0);
    boolean up = random.nextBoolean();
    boolean fits = up ? reference + size <= 1.8 : reference - size >= 0.4;
    return Math.clamp(up == fits ? reference + size : reference - size, 0.4, 1.8);
  }
}
