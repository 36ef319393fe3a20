package dev.gondola.evolution.imitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gondola.snn.coding.TernaryCountDecoder;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.control.SpikingPart;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Imitation: loss, target law, decoder")
class ImitationTest {

  @Test
  @DisplayName("loss is MAE + 1 - Pearson")
  void lossByHand() {
    double[] target = {1, 2, 3, 4};
    assertLoss(0, 1, target, target);
    assertLoss(1, 1, target, 2, 3, 4, 5);
    assertLoss(5, -1, target, -1, -2, -3, -4);
    // Deviations from the mean: (-1.5 -0.5 0.5 1.5) and (-0.5 -0.5 0.5 0.5): 2 / sqrt(5 * 1).
    assertLoss(2, 2 / Math.sqrt(5), target, 0, 0, 1, 1);
  }

  @Test
  @DisplayName("the Pearson correlation of a constant is 0")
  void constant() {
    assertLoss(2.5, 0, new double[] {1, 2, 3, 4}, 0, 0, 0, 0);
    assertLoss(0, 0, new double[] {3, 3}, 3, 3);
    assertThrows(
        IllegalArgumentException.class, () -> ImitationLoss.of(new double[2], new double[3]));
  }

  private static void assertLoss(double mae, double pearson, double[] target, double... actual) {
    ImitationLoss loss = ImitationLoss.of(target, actual);
    assertEquals(mae, loss.mae(), 1e-12);
    assertEquals(pearson, loss.pearson(), 1e-12);
    assertEquals(mae + 1 - pearson, loss.loss(), 1e-12);
  }

  @Test
  @DisplayName("the PD law follows its documented rows")
  void targetRows() {
    // P alone.
    assertEquals(0.09, last(0.01), 1e-12);
    // D is 0 in the first two ticks, then the mean of two rates: 9*0.03 + 14*(0.1 + 0)/2.
    assertEquals(9 * 0.01, last(0, 0.01), 1e-12);
    assertEquals(9 * 0.01 + 0.7, last(0, 0, 0.01), 1e-9);
    // A kick: 14*(3.0 + 0.1)/2 = 21.7 counts a tenth.
    assertEquals(9 * 0.31 + 2.17, last(0, 0.01, 0.31), 1e-9);
    // Beyond 15 P grows by 5 in 90, and so does the sum: 18 gives 15 1/6, that gives 15 1/108.
    assertEquals(15 + 1 / 108.0, last(2), 1e-12);
    assertEquals(-last(2), last(-2), 0);
  }

  private static double last(double... errors) {
    PdTargetLaw law = new PdTargetLaw(0.1);
    double command = 0;
    for (double error : errors) {
      command = law.update(error, 0);
    }
    return command;
  }

  @Test
  @DisplayName("reset makes the PD law forget")
  void targetReset() {
    PdTargetLaw law = new PdTargetLaw(0.1);
    law.update(0, 0);
    law.update(0.2, 0);
    law.reset();
    assertEquals(0.09, law.update(0.01, 0), 1e-12);
    assertEquals(0.18, law.update(0.02, 0), 1e-12);
  }

  @Test
  @DisplayName("regression finds the weights that made the target")
  void decoderFit() {
    SplittableRandom random = new SplittableRandom(4);
    double[] weights = {3, -2, 0.5};
    double[][] readings = new double[400][3];
    double[] target = new double[400];
    for (int t = 0; t < target.length; t++) {
      for (int p = 0; p < 3; p++) {
        readings[t][p] = random.nextDouble(-1, 1);
        target[t] += weights[p] * readings[t][p];
      }
    }
    ErrorRecording recording =
        new ErrorRecording(
            target,
            new dev.gondola.snn.control.Controller() {
              @Override
              public double update(double setpoint, double measurement) {
                return setpoint - measurement;
              }

              @Override
              public void reset() {}
            });
    double[] found = DecoderFit.commands(List.<double[][]>of(readings), List.of(recording));
    for (int p = 0; p < 3; p++) {
      assertEquals(weights[p], found[p], 0.002);
    }
    assertEquals(0, DecoderFit.loss(readings, recording, found).loss(), 0.002);
  }

  @Test
  @DisplayName("regression refuses a part whose decoder is not the paired one")
  void decoderFitPairedOnly() {
    SpikingPart paired = ShippedController.blimp().parts().getFirst();
    SpikingPart counting =
        new SpikingPart(
            "x",
            paired.network(),
            paired.input(),
            paired.encoder(),
            paired.output(),
            new TernaryCountDecoder(1, paired.decoder().channels()));
    ErrorRecording recording = new ErrorRecording(new double[10], new PdTargetLaw(0.1));
    assertEquals(10, DecoderFit.readings(paired, recording).length);
    assertThrows(IllegalArgumentException.class, () -> DecoderFit.readings(counting, recording));
  }
}
