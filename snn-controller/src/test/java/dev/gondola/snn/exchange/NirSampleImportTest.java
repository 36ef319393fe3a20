package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.nir.NirReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files of other frameworks, against their float64 runs on the stated random spikes. */
@DisplayName("A public NIR file, imported and run beside its graph in float64")
class NirSampleImportTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("gondola.shared", "none"), "data", "nir");

  @BeforeAll
  static void samples() {
    boolean there = Files.isDirectory(SAMPLES);
    if (!there) {
      System.out.println("not run: no NIR samples in " + SAMPLES);
    }
    assumeTrue(there, "no NIR samples");
  }

  private static Agreement run(
      String name, double dt, Profile profile, WeightCode code, int steps) {
    ImportOptions options = new ImportOptions(dt, profile, code, OptionalInt.empty(), 1, false);
    ImportedNetwork imported =
        NirImport.of(name, NirReader.read(SAMPLES.resolve(name + ".nir")), options);
    Agreement agreement = Agreement.measure(imported, new RandomStimulus(12345, 0.2), steps);
    System.out.printf("%s, %s bits: %s%n", name, code.label(), agreement);
    return agreement;
  }

  private static void assertSpikes(
      Agreement agreement, int index, long reference, double difference, double equal) {
    Agreement.Spikes s = agreement.spikes().get(index);
    assertEquals(reference, s.reference(), s.toString());
    assertTrue(s.difference() <= difference, s.toString());
    assertTrue(s.equal() >= equal, s.toString());
  }

  @Test
  @DisplayName("of Norse: one neuron, every spike the same")
  void norse() {
    Agreement a = run("lif_norse", 1e-4, Profile.NORSE, WeightCode.SPLIT_16, 1000);
    assertSpikes(a, 0, 53, 0, 1);
  }

  @Test
  @DisplayName("with a feed-forward layer: totals within 0.5 %, 99 % of the raster equal")
  void feedForward() {
    Agreement a = run("gen_lif_controller", 1e-3, Profile.GENERIC, WeightCode.SPLIT_16, 1000);
    assertSpikes(a, 0, 5539, 0.005, 0.999);
    assertTrue(a.readouts().getFirst().rms() < 0.004);
    Agreement coarse = run("gen_lif_controller", 1e-3, Profile.GENERIC, WeightCode.MIXED_8, 1000);
    assertSpikes(coarse, 0, 5539, 0.005, 0.99);
  }

  @Test
  @DisplayName("with a recurrent layer of 160: totals within 0.5 %, readout rms below 0.04")
  void recurrent() {
    Agreement a = run("gen_cubalif_rec160", 1e-3, Profile.GENERIC, WeightCode.SPLIT_16, 1000);
    assertSpikes(a, 0, 14421, 0.005, 0.89);
    assertTrue(a.readouts().getFirst().rms() < 0.04);
    Agreement coarse = run("gen_cubalif_rec160", 1e-3, Profile.GENERIC, WeightCode.MIXED_8, 1000);
    assertSpikes(coarse, 0, 14421, 0.005, 0.87);
    assertTrue(coarse.readouts().getFirst().rms() < 0.04);
  }

  @Test
  @DisplayName("of snnTorch, recurrent: every spike the same")
  void snntorch() {
    Agreement a =
        run("braille_noDelay_bias_zero", 1e-4, Profile.SNNTORCH, WeightCode.SPLIT_16, 256);
    assertSpikes(a, 0, 46, 0, 1);
    assertSpikes(a, 1, 577, 0, 1);
    run("braille_noDelay_bias_zero", 1e-4, Profile.SNNTORCH, WeightCode.MIXED_8, 256);
  }

  @Test
  @DisplayName("of Sinabs, with convolutions: they stay convolutions and run")
  void sinabs() {
    Agreement a = run("cnn_sinabs", 1e-3, Profile.SINABS, WeightCode.SPLIT_16, 50);
    // In the order of their names: 1 and 3 are the first two layers.
    assertSpikes(a, 0, 10744, 0.005, 0.99);
    assertSpikes(a, 3, 17945, 0.005, 0.98);
  }

  @Test
  @DisplayName("with nodes that cannot run is refused: all of them, by name and type")
  void allNodes() {
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () ->
                NirImport.of(
                    "all",
                    NirReader.read(SAMPLES.resolve("gen_all_nodes.nir")),
                    ImportOptions.of(1e-3, Profile.GENERIC)));
    assertEquals(3, e.faults().size(), e.getMessage());
    assertTrue(e.getMessage().contains("node \"thr\" (Threshold)"), e.getMessage());
    assertTrue(e.getMessage().contains("node \"cubali\" (CubaLI)"), e.getMessage());
    assertTrue(e.getMessage().contains("node \"i\" (I)"), e.getMessage());
  }
}
