package dev.gondola.actuators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import dev.gondola.actuators.testing.Allocation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way from command to motor")
class ControlOutputAllocationTest {

  @Test
  @DisplayName("allocates nothing in 100,000 ticks")
  void allocatesNothing() {
    Context pi4j = Pi4J.newContextBuilder().noAutoDetect().build();
    Mixer mixer = new Mixer(List.of("thrust"), List.of("pd", "i"), new double[][] {{1, 1}});
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, 100, 0.3));
    FakePwm.Exact left = new FakePwm.Exact(pi4j, "left");
    VectoredThrustPair pair =
        new VectoredThrustPair(
            VectoredThrustConfig.flownBlimp(),
            left,
            new FakeDigitalOutput(pi4j, "left-direction"),
            new FakePwm(pi4j, "right"),
            new FakeDigitalOutput(pi4j, "right-direction"),
            new FakePwm.Exact(pi4j, "servo"));
    double[] commands = new double[2];
    double[] outputs = new double[1];

    long allocated =
        Allocation.fewestBytes(() -> run(mixer, limiter, pair, commands, outputs, 100_000));
    pi4j.shutdown();

    assertEquals(0, allocated);
    assertTrue(left.writes > 10_000, "the motors were driven");
  }

  private static void run(
      Mixer mixer,
      Limiter limiter,
      VectoredThrustPair pair,
      double[] commands,
      double[] outputs,
      int ticks) {
    for (int tick = 0; tick < ticks; tick++) {
      commands[0] = tick % 200 / 10.0 - 10;
      commands[1] = tick % 7 == 0 ? Double.NaN : 0.1;
      mixer.mix(commands, outputs);
      long now = tick * 100_000_000L;
      pair.apply(limiter.limit(outputs[0], now), now);
    }
  }
}
