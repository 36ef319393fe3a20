package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.EffectiveWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Real weights as 8-bit mantissas")
class WeightCodeTest {

  private static double[] weights(SplittableRandom random) {
    double size = StrictMath.pow(2, random.nextDouble(0, 14.9));
    double[] w = new double[1 + random.nextInt(30)];
    Arrays.setAll(w, i -> random.nextInt(5) == 0 ? 0 : random.nextDouble(-size, size));
    return w;
  }

  /** The largest error that a code may make, in units of the summed input. */
  private static double unit(WeightCode code, double most) {
    return switch (code) {
      case MIXED_8 -> Math.max(0.5, most / 127 * 1.01);
      case SIGNED_9 -> Math.max(0.5, most / 255 * 1.01);
      case SPLIT_16 -> 0.5;
    };
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("are off by half a unit at most, and the chip keeps them as they are")
  void errors(WeightCode code) {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 500; n++) {
      double[] w = weights(random);
      List<WeightCode.Part> parts = code.encode(w);
      double most = Arrays.stream(w).map(Math::abs).max().orElseThrow();
      for (int k = 0; k < w.length; k++) {
        int index = k;
        double stored = parts.stream().mapToDouble(p -> p.value(index)).sum();
        assertEquals(w[k], stored, unit(code, most) + 1e-9);
      }
      for (WeightCode.Part part : parts) {
        Synapses s = Synapses.dense(new int[][] {part.mantissa()});
        Projection p =
            new Projection(
                "p",
                "a",
                "b",
                Port.CURRENT,
                part.signMode(),
                8,
                part.exponent(),
                0,
                Optional.of(s));
        assertArrayEquals(part.mantissa(), EffectiveWeights.of(p));
        assertTrue(part.exponent() >= -1 && part.exponent() <= 7);
        boolean exact =
            part.exponent() >= 0 || Arrays.stream(part.mantissa()).allMatch(m -> m % 2 == 0);
        assertTrue(exact, "a shift to the right must lose nothing");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("stay the same when they are encoded again")
  void idempotent(WeightCode code) {
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 0; n < 500; n++) {
      double[] w = weights(random);
      double[] once = stored(code, w);
      assertArrayEquals(once, stored(code, once));
    }
  }

  private static double[] stored(WeightCode code, double[] w) {
    List<WeightCode.Part> parts = code.encode(w);
    double[] stored = new double[w.length];
    Arrays.setAll(stored, k -> parts.stream().mapToDouble(p -> p.value(k)).sum());
    return stored;
  }
}
