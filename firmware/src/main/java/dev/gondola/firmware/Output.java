package dev.gondola.firmware;

import dev.gondola.actuators.Actuator;
import dev.gondola.actuators.Limiter;
import java.util.Objects;

/**
 * What stands behind one output of the mixer.
 *
 * @param limiter keeps the command within range and slew rate
 * @param actuator is driven by the limited command
 */
public record Output(Limiter limiter, Actuator actuator) {
  public Output {
    Objects.requireNonNull(limiter, "limiter");
    Objects.requireNonNull(actuator, "actuator");
  }
}
