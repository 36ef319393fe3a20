package dev.gondola.evolution.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * CMA-ES, ask and tell (Hansen, The CMA Evolution Strategy: A Tutorial, arXiv 1604.00772),
 * minimising.
 *
 * <p>Two forms: {@link Covariance#DIAGONAL} (Ros and Hansen, A Simple Modification in CMA-ES
 * Achieving Linear Time and Space Complexity, 2008) costs n operations a sample; {@link
 * Covariance#FULL} costs n^2, and decomposes its matrix every {@link #EIGEN_GAP} generations only.
 * Genes that fall out of bounds are drawn again one by one. In each generation the genes of all
 * candidates are scaled by the bounds' ranges, so that one step size fits all.
 *
 * <p>All random numbers come from the seed and the number of the generation, so {@link #state} is
 * all it takes to go on elsewhere with the very same candidates.
 */
public final class CmaEs {
  /** Generations between decompositions of the full matrix. */
  public static final int EIGEN_GAP = 20;

  private static final int REDRAWS = 100;

  /** What is known of the covariance. */
  public enum Covariance {
    /** Variances only. */
    DIAGONAL,
    /** All of it. */
    FULL
  }

  /**
   * How to search.
   *
   * @param population candidates a generation, at least 4
   * @param initialStep initial standard deviation as a share of each gene's range, above 0
   * @param covariance form of the covariance
   * @param seed seed
   */
  public record Options(int population, double initialStep, Covariance covariance, long seed) {

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Options {
      if (population < 4 || !(initialStep > 0) || Double.isInfinite(initialStep)) {
        throw new IllegalArgumentException("population must be at least 4 and initialStep above 0");
      }
    }
  }

  private final Bounds bounds;
  private final Options options;
  private final int n;
  private final double[] weights;
  private final Rates rates;
  private final CmaState state;
  private final double[][] samples;

  private final CovarianceModel covariance;

  /**
   * Starts a search at the middle of the bounds or at a drawn point.
   *
   * @param bounds where to search
   * @param options how to search
   * @param start where to start; its length is the bounds' size
   */
  public CmaEs(Bounds bounds, Options options, double[] start) {
    this(bounds, options, CmaState.initial(bounds, options, start));
  }

  /**
   * Goes on from a saved state.
   *
   * @throws IllegalArgumentException if the state does not fit bounds and options
   */
  public CmaEs(Bounds bounds, Options options, CmaState state) {
    this.bounds = bounds;
    this.options = options;
    n = bounds.size();
    state.check(n, options);
    this.state = state.copy();
    weights = recombination(options.population());
    rates = Rates.of(n, weights, options.covariance());
    samples = new double[options.population()][n];
    covariance =
        options.covariance() == Covariance.FULL
            ? new FullCovariance(this.state)
            : new DiagonalCovariance(this.state);
  }

  private static double[] recombination(int population) {
    int mu = population / 2;
    double[] w =
        IntStream.range(0, mu)
            .mapToDouble(i -> StrictMath.log(mu + 0.5) - StrictMath.log(i + 1.0))
            .toArray();
    double sum = Arrays.stream(w).sum();
    return Arrays.stream(w).map(x -> x / sum).toArray();
  }

  /** Learning rates, from the dimension and the recombination weights (tutorial, table 1). */
  private record Rates(
      double muEff, double cs, double damping, double cc, double c1, double cmu, double chiN) {

    static Rates of(int n, double[] w, Covariance covariance) {
      double muEff = 1 / Arrays.stream(w).map(x -> x * x).sum();
      double cs = (muEff + 2) / (n + muEff + 5);
      double damping = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cs;
      double cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
      double c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff);
      double cmu = Math.min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / ((n + 2.0) * (n + 2.0) + muEff));
      if (covariance == Covariance.DIAGONAL) {
        // Ros and Hansen 2008, equation 4: n variances are learnt (n + 2)/3 times faster.
        double faster = (n + 2) / 3.0;
        c1 = Math.min(0.5, c1 * faster);
        cmu = Math.min(1 - c1, cmu * faster);
      }
      double chiN = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
      return new Rates(muEff, cs, damping, cc, c1, cmu, chiN);
    }
  }

  /**
   * Draws the candidates of the next generation.
   *
   * @return one row a candidate; the rows are reused by the next call
   */
  public double[][] ask() {
    SplittableRandom random = new SplittableRandom(mix(options.seed(), state.generation));
    double[] z = new double[n];
    for (double[] x : samples) {
      for (int i = 0; i < n; i++) {
        z[i] = random.nextGaussian();
      }
      for (int i = 0; i < n; i++) {
        x[i] = state.mean[i] + state.sigma * bounds.range(i) * covariance.deviation(i, z);
      }
      for (int i = 0; i < n; i++) {
        x[i] = inside(i, x[i], random);
      }
    }
    return samples;
  }

  private double inside(int i, double value, SplittableRandom random) {
    double x = value;
    double deviation = state.sigma * bounds.range(i) * Math.sqrt(state.variance(i));
    for (int tries = 0; tries < REDRAWS && !bounds.contains(i, x); tries++) {
      x = state.mean[i] + deviation * random.nextGaussian();
    }
    return Math.clamp(x, bounds.low(i), bounds.high(i));
  }

  /**
   * Takes in the losses of the candidates of the last {@link #ask}.
   *
   * @param losses one loss for each candidate, smaller is better; NaN counts as the worst
   */
  public void tell(double[] losses) {
    Integer[] order = new Integer[losses.length];
    Arrays.setAll(order, i -> i);
    // Double.compare puts NaN last; equal losses keep the order of drawing.
    Arrays.sort(order, (a, b) -> Double.compare(losses[a], losses[b]));
    double[] old = state.mean.clone();
    moveMean(order);
    double[] step = new double[n];
    for (int i = 0; i < n; i++) {
      step[i] = (state.mean[i] - old[i]) / (state.sigma * bounds.range(i));
    }
    boolean rising = updatePaths(step);
    updateCovariance(order, old, rising);
    double length = norm(state.stepPath);
    double push = (rates.cs() / rates.damping()) * (length / rates.chiN() - 1);
    state.sigma *= StrictMath.exp(Math.min(1, push));
    state.generation++;
    covariance.endGeneration(state.generation);
  }

  private void moveMean(Integer[] order) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * samples[order[k]][i];
      }
      state.mean[i] = sum;
    }
  }

  private boolean updatePaths(double[] step) {
    double cs = rates.cs();
    double[] whitened = covariance.whiten(step);
    double gain = Math.sqrt(cs * (2 - cs) * rates.muEff());
    for (int i = 0; i < n; i++) {
      state.stepPath[i] = (1 - cs) * state.stepPath[i] + gain * whitened[i];
    }
    double expected = Math.sqrt(1 - StrictMath.pow(1 - cs, 2.0 * (state.generation + 1)));
    boolean rising = norm(state.stepPath) / expected < (1.4 + 2 / (n + 1.0)) * rates.chiN();
    double cc = rates.cc();
    double rise = rising ? Math.sqrt(cc * (2 - cc) * rates.muEff()) : 0;
    for (int i = 0; i < n; i++) {
      state.rankOnePath[i] = (1 - cc) * state.rankOnePath[i] + rise * step[i];
    }
    return rising;
  }

  private void updateCovariance(Integer[] order, double[] old, boolean rising) {
    double c1 = rates.c1();
    double cmu = rates.cmu();
    double lost = rising ? 0 : c1 * rates.cc() * (2 - rates.cc());
    double kept = 1 - c1 - cmu + lost;
    double[][] y = new double[weights.length][n];
    for (int k = 0; k < weights.length; k++) {
      for (int i = 0; i < n; i++) {
        y[k][i] = (samples[order[k]][i] - old[i]) / (state.sigma * bounds.range(i));
      }
    }
    covariance.learn(new CovarianceModel.Learning(kept, c1, cmu), state.rankOnePath, weights, y);
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  private static long mix(long seed, long generation) {
    return seed * 0x9E3779B97F4A7C15L + generation * 0xD1B54A32D192ED03L;
  }

  /**
   * Returns a copy of the state, to save.
   *
   * @throws IllegalStateException between decompositions of the full form: see {@link #canSave}
   */
  public CmaState state() {
    if (!canSave()) {
      throw new IllegalStateException("the full form can be saved every 20 generations only");
    }
    return state.copy();
  }

  /**
   * Returns whether the state is whole: always in the diagonal form, else after a decomposition.
   */
  public boolean canSave() {
    return options.covariance() == Covariance.DIAGONAL || state.generation % EIGEN_GAP == 0;
  }

  /** Returns how many generations have been told. */
  public long generation() {
    return state.generation;
  }

  /** Returns a copy of the mean of the distribution. */
  public double[] mean() {
    return state.mean.clone();
  }

  /** Returns the step size as a share of the genes' ranges. */
  public double sigma() {
    return state.sigma;
  }
}
