package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The height sensor model")
class HeightSensorModelTest {

  @Test
  @DisplayName("reads exactly the nearest whole centimetre")
  void centimetres() {
    HeightSensorModel sensor = new HeightSensorModel(HeightSensorParameters.CENTIMETRES, 0.1);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      double height = random.nextDouble(-2, 12);
      assertEquals(Math.rint(height * 100) / 100, sensor.sample(height));
    }
  }

  @Test
  @DisplayName("reads the height of a delay ago, and the first one until then")
  void delay() {
    HeightSensorModel sensor = new HeightSensorModel(new HeightSensorParameters(0, 0.3, 0, 0), 0.1);
    double[] read = new double[6];
    for (int i = 0; i < 6; i++) {
      read[i] = sensor.sample(i + 5);
    }
    org.junit.jupiter.api.Assertions.assertArrayEquals(new double[] {5, 5, 5, 5, 6, 7}, read);
  }

  @Test
  @DisplayName(
      "drops samples and adds noise as often and as much as told, the same for the same seed")
  void faults() {
    HeightSensorParameters bad = new HeightSensorParameters(0, 0, 0.2, 0.05);
    HeightSensorModel sensor = new HeightSensorModel(bad, 0.1);
    HeightSensorModel twin = new HeightSensorModel(bad, 0.1);
    sensor.reset(3);
    twin.sample(1);
    twin.reset(3);
    int n = 100_000;
    int dropped = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double read = sensor.sample(1);
      assertEquals(read, twin.sample(1));
      if (Double.isNaN(read)) {
        dropped++;
      } else {
        sum += read - 1;
        squares += (read - 1) * (read - 1);
      }
    }
    assertEquals(0.2, dropped / (double) n, 0.01);
    assertEquals(0, sum / n, 0.001);
    assertEquals(0.05, Math.sqrt(squares / (n - dropped)), 0.001);
  }

  @Test
  @DisplayName("refuses impossible faults")
  void ranges() {
    assertThrows(IllegalArgumentException.class, () -> new HeightSensorParameters(0.01, 0, 1.1, 0));
    assertThrows(IllegalArgumentException.class, () -> new HeightSensorParameters(-0.01, 0, 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HeightSensorModel(HeightSensorParameters.CENTIMETRES, 0));
  }
}
