package dev.gondola.ground.snn.stimulus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A generated stimulus")
class GeneratedStimulusTest {
  private static final InputLayout LAYOUT =
      new InputLayout(
          new Network(
              "two", 1, List.of(new Input("a", 3), new Input("b", 2)), List.of(), List.of()),
          Range.CHIP);

  private static int[][] after(StimulusSource source, int steps) throws IOException {
    int[][] inputs = LAYOUT.zeros();
    try (Stimulus stimulus = source.open()) {
      for (int step = 1; step <= steps; step++) {
        stimulus.apply(step, inputs);
      }
    }
    return inputs;
  }

  @Test
  @DisplayName("of constants sets all channels, those of one input, or one; the last word counts")
  void constants() throws IOException {
    StimulusSource source = ConstantStimulus.of(LAYOUT, List.of("7", "b=-2", "a[1]=9"));
    assertArrayEquals(new int[][] {{7, 9, 7}, {-2, -2}}, after(source, 5));
    assertArrayEquals(LAYOUT.zeros(), after(ConstantStimulus.none(LAYOUT), 5));
    assertTrue(source.lastStep().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a=", "c=1", "a[3]=1", "a[-1]=1", "=", "1.5", ""})
  @DisplayName("of constants refuses what names nothing, quoting it")
  void constantsRefused(String text) {
    StimulusException fault =
        assertThrows(
            StimulusException.class, () -> ConstantStimulus.of(LAYOUT, List.of("1", text)));
    assertTrue(fault.getMessage().contains("constant \"" + text + "\""), fault.getMessage());
  }

  @Test
  @DisplayName("of random spikes has the wanted share of ones, and the same for the same seed")
  void random() throws IOException {
    RandomStimulus source = new RandomStimulus(0.2, 1);
    int ones = 0;
    for (int step = 1; step <= 200; step++) {
      ones += Arrays.stream(after(source, step)[0]).sum();
    }
    // 600 draws: the standard deviation of their sum is 9.8.
    assertEquals(120, ones, 40);
    assertArrayEquals(after(source, 50), after(new RandomStimulus(0.2, 1), 50));
    assertArrayEquals(new int[][] {{1, 1, 1}, {1, 1}}, after(new RandomStimulus(1, 3), 4));
    assertArrayEquals(LAYOUT.zeros(), after(new RandomStimulus(0, 3), 4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  @DisplayName("of random spikes refuses what is no probability")
  void probability(double p) {
    assertThrows(IllegalArgumentException.class, () -> new RandomStimulus(p, 1));
  }
}
