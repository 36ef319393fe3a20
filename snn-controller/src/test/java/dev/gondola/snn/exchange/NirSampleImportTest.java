package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirReader;
import dev.gondola.snn.nir.NirStimulus;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NirSampleImportTest {
  @Test
  void explore() {
    Path dir = Path.of(System.getProperty("gondola.shared"), "data", "nir");
    run(dir, "lif_norse", 1e-4, Profile.NORSE, 1000);
    run(dir, "gen_lif_controller", 1e-3, Profile.GENERIC, 1000);
    run(dir, "gen_cubalif_rec160", 1e-3, Profile.GENERIC, 1000);
    run(dir, "braille_noDelay_bias_zero", 1e-4, Profile.GENERIC, 256);
    run(dir, "cnn_sinabs", 1e-3, Profile.SINABS, 50);
  }

  private static void run(Path dir, String name, double dt, Profile profile, int steps) {
    NirGraph g = NirReader.read(dir.resolve(name + ".nir"));
    for (WeightCode code : WeightCode.values()) {
      long t0 = System.nanoTime();
      ImportedNetwork n =
          NirImport.of(
              name, g, new ImportOptions(dt, profile, code, OptionalInt.empty(), 1, false));
      long t1 = System.nanoTime();
      NirStimulus[] s = new NirStimulus[1];
      Agreement a =
          Agreement.measure(
              n,
              r -> {
                if (s[0] == null) {
                  s[0] = new NirStimulus(r, 12345, 0.2);
                }
                s[0].next();
              },
              steps);
      System.out.println(
          "== "
              + name
              + " "
              + code
              + " import ms "
              + (t1 - t0) / 1000000
              + " run ms "
              + (System.nanoTime() - t1) / 1000000);
      n.cost().populations().forEach(System.out::println);
      n.cost().projections().forEach(System.out::println);
      n.cost().notes().forEach(System.out::println);
      a.spikes().forEach(System.out::println);
      a.readouts().forEach(System.out::println);
    }
  }
}
