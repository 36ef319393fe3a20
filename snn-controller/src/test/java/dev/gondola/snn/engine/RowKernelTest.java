package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rows of 16-bit weights")
class RowKernelTest {
  private static final int BLOCK = RowKernel.BLOCK;

  private final SplittableRandom random = new SplittableRandom(5);

  @ParameterizedTest(name = "{0} vectors")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 18, 19})
  @DisplayName("add up as numbers one by one, in rows of any length, at any place and shift")
  void anyLength(int vectors) {
    for (int targets = (vectors - 1) * BLOCK + 1; targets <= vectors * BLOCK; targets++) {
      check(targets, random.nextInt(1, 9), 0.5);
    }
  }

  @Test
  @DisplayName("of which none or all are added")
  void noneAndAll() {
    check(2 * BLOCK, 5, 0);
    check(2 * BLOCK, 5, 1);
    check(1, 1, 1);
  }

  private void check(int targets, int sources, double rate) {
    int limit = Short.MAX_VALUE / sources;
    int[][] weights = new int[sources][targets];
    Firing fired = new Firing(sources);
    for (int i = 0; i < sources; i++) {
      fired.values[i] = random.nextDouble() < rate ? 1 : 0;
      for (int j = 0; j < targets; j++) {
        weights[i][j] = random.nextInt(4) == 0 ? -limit : random.nextInt(-limit, limit + 1);
        weights[i][j] = random.nextInt(4) == 0 ? limit : weights[i][j];
      }
    }
    fired.list();
    int right = random.nextInt(9);
    int left = right == 0 ? random.nextInt(16) : 0;
    int at = 16 * random.nextInt(3);
    int padded = RowWeights.padded(targets, BLOCK);
    int[] input = random.ints(at + padded + BLOCK).toArray();
    int[] expected = input.clone();
    for (int j = 0; j < targets; j++) {
      int sum = 0;
      for (int i = 0; i < sources; i++) {
        sum += weights[i][j] * fired.values[i];
      }
      expected[at + j] += (sum >> right) << left;
    }
    short[] rows = RowKernel.pack(weights, padded);
    short[] sums = new short[padded];
    Arrays.fill(sums, (short) random.nextInt());
    RowKernel.add(rows, padded, fired, sums, input, at, right, left);
    assertArrayEquals(expected, input, targets + " targets, " + sources + " sources");
  }
}
