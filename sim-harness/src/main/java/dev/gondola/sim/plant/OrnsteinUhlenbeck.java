package dev.gondola.sim.plant;

import java.util.SplittableRandom;

/**
 * An Ornstein-Uhlenbeck process in its exact discretisation: x(k+1) = phi*x(k) + std*sqrt(1-phi^2)*
 * xi, phi = exp(-dt/correlation).
 *
 * <p>The innovations xi are uniform with unit variance instead of normal: a weak scheme (Kloeden,
 * Platen, "Numerical Solution of Stochastic Differential Equations", chapter 14). Mean, variance
 * and correlation are exact; the excess kurtosis of x is -1.2*(1-phi^2)/(1+phi^2), that is -0.008
 * for 3 s at 20 ms. It costs one random number a step and no transcendental function, so the same
 * seed gives the same bits everywhere.
 */
final class OrnsteinUhlenbeck {
  private final double decay;
  private final double innovation;
  private final double std;
  private double value;

  OrnsteinUhlenbeck(double std, double correlationS, double stepS) {
    this.std = std;
    this.decay = StrictMath.exp(-stepS / correlationS);
    // A uniform number in -0.5..0.5 has variance 1/12.
    this.innovation = std * StrictMath.sqrt(12 * (1 - decay * decay));
  }

  boolean isOff() {
    return std == 0;
  }

  /** Starts in the stationary distribution. */
  void reset(SplittableRandom random) {
    value = std * Noise.normal(random);
  }

  double next(SplittableRandom random) {
    value = decay * value + innovation * (random.nextDouble() - 0.5);
    return value;
  }

  double value() {
    return value;
  }
}
