package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Weights as the chip stores them")
class EffectiveWeightsTest {

  @Test
  @DisplayName("mixed: even, rounded down, clipped to -256..254")
  void mixed() {
    assertArrayEquals(
        new int[] {-52, 50, 254, -256, -2}, weights(SignMode.MIXED, 8, -51, 51, 300, -300, -1));
  }

  @Test
  @DisplayName("inhibitory: magnitudes round toward zero, also of the smallest int")
  void inhibitory() {
    assertArrayEquals(
        new int[] {-48, 0, 0, -240, -240},
        weights(SignMode.INHIBITORY, 4, -51, -15, 7, -255, Integer.MIN_VALUE));
  }

  @Test
  @DisplayName("excitatory: negative weights vanish")
  void excitatory() {
    assertArrayEquals(
        new int[] {48, 0, 255 / 8 * 8}, weights(SignMode.EXCITATORY, 5, 51, -3, 1000));
  }

  @Test
  @DisplayName("auto: the sign mode follows the weights")
  void auto() {
    assertArrayEquals(new int[] {51, 0}, weights(SignMode.AUTO, 8, 51, 0));
    assertArrayEquals(new int[] {-51, 0}, weights(SignMode.AUTO, 8, -51, 0));
    assertArrayEquals(new int[] {-52, 50}, weights(SignMode.AUTO, 8, -51, 51));
  }

  @Test
  @DisplayName("a direct connection has none")
  void direct() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EffectiveWeights.of(Projection.direct("d", "a", "b")));
  }

  private static int[] weights(SignMode mode, int bits, int... given) {
    return EffectiveWeights.of(
        new Projection(
            "c",
            "a",
            "b",
            Port.CURRENT,
            mode,
            bits,
            0,
            0,
            Optional.of(Synapses.dense(new int[][] {given}))));
  }
}
