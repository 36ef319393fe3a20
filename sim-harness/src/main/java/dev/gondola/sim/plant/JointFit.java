package dev.gondola.sim.plant;

import dev.gondola.sim.plant.BlimpParameters.Drag;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.random.Well19937c;

/**
 * Fits one set of thrust and drag parameters, and a buoyancy for each flight, to flights.
 *
 * <p>CMA-ES, because the cost is piecewise constant in the delay (whole steps), has kinks at the
 * dead zone and at the servo's stops, and a flat valley along delay, lag and servo turn, which
 * share the actuation's slowness: there are no derivatives to follow. Several starts, as it can
 * halt on a plateau of the delay. All genes are scaled to 0..1.
 */
final class JointFit {
  private static final double[] MAX = {0.1, 0.02, 0.6, 1.0, 1.5, 2.0, 1.0};
  private static final double MAX_BUOYANCY = 0.5;
  private static final int SHARED = MAX.length;
  private static final int POPULATION = 14;
  private static final double SIGMA = 0.15;

  // Errors are taken every 0.5 s along the window.
  private static final int SPACING = 5;
  private static final double SOFT_L1_SCALE_M = 0.1;

  private final List<FlightPredictor> flights;
  private final double[] predicted = new double[FlightWindows.AHEAD];

  /** The result: what all flights share, each flight's buoyancy, and the cost reached. */
  record Result(Thrust thrust, Drag drag, List<Double> buoyancies, double cost) {}

  /**
   * Makes a fit.
   *
   * @param flights flights, each with its own working memory in this fit
   */
  JointFit(List<FlightWindows> flights) {
    this.flights = flights.stream().map(FlightPredictor::new).toList();
  }

  /**
   * Runs CMA-ES.
   *
   * @param evaluations evaluations of the cost for each start
   * @param evaluated told after every evaluation
   */
  Result run(long seed, int starts, int evaluations, Runnable evaluated) {
    SplittableRandom seeds = new SplittableRandom(seed);
    PointValuePair best = null;
    for (int start = 0; start < starts; start++) {
      PointValuePair found = search(seeds.nextLong(), guess(start, seeds), evaluations, evaluated);
      if (best == null || found.getValue() < best.getValue()) {
        best = found;
      }
    }
    double[] genes = best.getPointRef();
    return new Result(
        thrust(genes),
        drag(genes),
        Arrays.stream(genes, SHARED, genes.length).map(JointFit::buoyancy).boxed().toList(),
        best.getValue());
  }

  private double[] guess(int start, SplittableRandom random) {
    double[] guess = new double[SHARED + flights.size()];
    Arrays.fill(guess, 0.5);
    for (int i = 0; i < SHARED; i++) {
      double drawn = random.nextDouble(0.1, 0.7);
      guess[i] = start == 0 ? 0.4 : drawn;
    }
    return guess;
  }

  private PointValuePair search(long seed, double[] guess, int evaluations, Runnable evaluated) {
    int genes = guess.length;
    double[] zeros = new double[genes];
    double[] ones = new double[genes];
    double[] sigma = new double[genes];
    Arrays.fill(ones, 1);
    Arrays.fill(sigma, SIGMA);
    int generations = Math.max(1, evaluations / POPULATION);
    CMAESOptimizer optimizer =
        new CMAESOptimizer(generations, 0, true, 0, 0, new Well19937c(seed), false, null);
    return optimizer.optimize(
        MaxEval.unlimited(),
        new ObjectiveFunction(
            point -> {
              evaluated.run();
              return cost(point);
            }),
        GoalType.MINIMIZE,
        new SimpleBounds(zeros, ones),
        new InitialGuess(guess),
        new CMAESOptimizer.Sigma(sigma),
        new CMAESOptimizer.PopulationSize(POPULATION));
  }

  private double cost(double[] genes) {
    Thrust thrust = thrust(genes);
    Drag drag = drag(genes);
    double sum = 0;
    int terms = 0;
    for (int i = 0; i < flights.size(); i++) {
      FlightPredictor flight = flights.get(i);
      flight.drive(thrust);
      sum += cost(flight, drag, buoyancy(genes[SHARED + i]));
      terms += flight.flight().starts.length;
    }
    return sum / terms;
  }

  /** Soft L1: 2*(sqrt(1 + (r/scale)^2) - 1), averaged over a window, summed over windows. */
  private double cost(FlightPredictor predictor, Drag drag, double buoyancy) {
    FlightWindows flight = predictor.flight();
    double sum = 0;
    for (int start : flight.starts) {
      predictor.predict(drag, buoyancy, start, FlightWindows.AHEAD, predicted);
      for (int row = SPACING; row <= FlightWindows.AHEAD; row += SPACING) {
        double r = (predicted[row - 1] - flight.height[start + row]) / SOFT_L1_SCALE_M;
        sum += 2 * (Math.sqrt(1 + r * r) - 1);
      }
    }
    return sum * SPACING / FlightWindows.AHEAD;
  }

  /** Fits the buoyancy alone, to the one flight of this fit, m/s2. */
  double buoyancyOf(Thrust thrust, Drag drag) {
    FlightPredictor flight = flights.getFirst();
    flight.drive(thrust);
    return new BrentOptimizer(1e-8, 1e-8)
        .optimize(
            new MaxEval(200),
            new UnivariateObjectiveFunction(b -> cost(flight, drag, b)),
            GoalType.MINIMIZE,
            new SearchInterval(-MAX_BUOYANCY, MAX_BUOYANCY))
        .getPoint();
  }

  private static Thrust thrust(double[] genes) {
    // Whole steps, as the plant takes it.
    double delay = Math.rint(genes[2] * MAX[2] / BlimpPlant.STEP_S) * BlimpPlant.STEP_S;
    return new Thrust(
        genes[0] * MAX[0], genes[1] * MAX[1], delay, genes[3] * MAX[3], genes[4] * MAX[4]);
  }

  private static Drag drag(double[] genes) {
    return new Drag(genes[5] * MAX[5], genes[6] * MAX[6]);
  }

  private static double buoyancy(double gene) {
    return (2 * gene - 1) * MAX_BUOYANCY;
  }
}
