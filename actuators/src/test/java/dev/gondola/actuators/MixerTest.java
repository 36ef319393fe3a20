package dev.gondola.actuators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mixer")
class MixerTest {
  private static final List<String> MOTORS = List.of("left", "right");
  private static final List<String> COMMANDS = List.of("thrust", "yaw");

  @Test
  @DisplayName("adds thrust and yaw for two motors")
  void mixesThrustAndYaw() {
    Mixer mixer = new Mixer(MOTORS, COMMANDS, new double[][] {{1, 0.5}, {1, -0.5}});
    double[] outputs = new double[2];

    mixer.mix(new double[] {4, 2}, outputs);

    assertArrayEquals(new double[] {5, 3}, outputs);
  }

  @Test
  @DisplayName("of identity passes commands on")
  void identity() {
    double[] outputs = new double[2];
    Mixer.identity(COMMANDS).mix(new double[] {4, -2}, outputs);
    assertArrayEquals(new double[] {4, -2}, outputs);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("is linear: mixing a sum is the sum of mixing, within rounding")
  void isLinear(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int rows = random.nextInt(1, 6);
    int columns = random.nextInt(1, 6);
    double[][] gains = new double[rows][];
    for (int row = 0; row < rows; row++) {
      gains[row] = random.doubles(columns, -10, 10).toArray();
    }
    Mixer mixer = new Mixer(names(rows), names(columns), gains);
    double[] a = random.doubles(columns, -10, 10).toArray();
    double[] b = random.doubles(columns, -10, 10).toArray();
    double[] sum = IntStream.range(0, columns).mapToDouble(i -> a[i] + b[i]).toArray();
    double[] mixedA = new double[rows];
    double[] mixedB = new double[rows];
    double[] mixedSum = new double[rows];

    mixer.mix(a, mixedA);
    mixer.mix(b, mixedB);
    mixer.mix(sum, mixedSum);

    for (int row = 0; row < rows; row++) {
      assertEquals(mixedA[row] + mixedB[row], mixedSum[row], 1e-11);
    }
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }

  @Test
  @DisplayName("names every fault of its matrix at once")
  void namesEveryFault() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Mixer(
                    List.of("left", "left", " "),
                    COMMANDS,
                    new double[][] {{1}, {1, Double.NaN}, {0, 0}}));

    assertEquals(
        "mixer: output 'left' is there twice; a name of the outputs is blank;"
            + " output 'left' has 1 gains for 2 commands;"
            + " the gain from command 'yaw' to output 'left' is NaN, give a finite number",
        refused.getMessage());
  }

  @Test
  @DisplayName("refuses a matrix with another number of rows, and no names")
  void refusesOtherShapes() {
    double[][] oneRow = {{1, 1}};
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new Mixer(MOTORS, COMMANDS, oneRow))
            .getMessage()
            .contains("1 rows of gains for 2 outputs"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mixer(List.of(), List.of(), new double[0][]))
            .getMessage()
            .contains("there is no output"));
  }

  @Test
  @DisplayName("refuses arrays of another length")
  void refusesOtherLengths() {
    Mixer mixer = Mixer.identity(COMMANDS);
    assertThrows(IllegalArgumentException.class, () -> mixer.mix(new double[1], new double[2]));
    assertThrows(IllegalArgumentException.class, () -> mixer.mix(new double[2], new double[3]));
  }

  @Test
  @DisplayName("is a value: copies its matrix, equal by content")
  void isAValue() {
    double[][] gains = {{1, 0.5}, {1, -0.5}};
    Mixer mixer = new Mixer(MOTORS, COMMANDS, gains);
    Mixer same = new Mixer(MOTORS, COMMANDS, new double[][] {{1, 0.5}, {1, -0.5}});
    gains[0][1] = 7;

    assertEquals(0.5, mixer.gain(0, 1));
    assertEquals(same, mixer);
    assertEquals(same.hashCode(), mixer.hashCode());
    assertNotEquals(mixer, new Mixer(MOTORS, COMMANDS, gains));
    assertThrows(IndexOutOfBoundsException.class, () -> mixer.gain(0, 2));
  }
}
