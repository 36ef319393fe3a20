package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirRun;
import dev.gondola.snn.nir.NirType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Input from a CSV file")
class CsvStimulusTest {
  @TempDir private Path folder;

  private final NirRun run =
      new NirRun(
          NirGraph.of(
              new TreeMap<>(
                  Map.of(
                      "in",
                      NirNode.input(2),
                      "s",
                      NirNode.of(NirType.SCALE, Map.of("scale", NirArray.float64(1))),
                      "out",
                      NirNode.output(2))),
              ExchangeGraphs.chain("in", "s", "out")),
          1);

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("in.csv"), text);
  }

  private double[] in() {
    return run.input(run.graph().index("in"));
  }

  @Test
  @DisplayName("is a line a step, a number a channel; remarks do not count; then zeros follow")
  void lines() throws IOException {
    try (CsvStimulus s = new CsvStimulus(file("# a, b\n1, -0.5\r\n0,2e3"))) {
      s.next(run);
      assertArrayEquals(new double[] {1, -0.5}, in());
      s.next(run);
      assertArrayEquals(new double[] {0, 2000}, in());
      s.next(run);
      assertArrayEquals(new double[] {0, 0}, in());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,2,3 | line 1 has 3 numbers for 2 channels
          1     | line 1 has 1 numbers for 2 channels
          1,x   | line 1 "x" is no finite number
          1,NaN | line 1 "NaN" is no finite number
          """)
  @DisplayName("is refused with the line and what is wrong")
  void refused(String text, String message) throws IOException {
    try (CsvStimulus s = new CsvStimulus(file(text))) {
      NetworkException e = assertThrows(NetworkException.class, () -> s.next(run));
      assertEquals(message, e.faults().getFirst());
    }
  }

  @Test
  @DisplayName("is refused when the file is not there")
  void absent() {
    assertThrows(NetworkException.class, () -> new CsvStimulus(folder.resolve("none.csv")));
  }

  @Test
  @DisplayName("of random bytes gives numbers or a clear fault")
  void damaged() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 500; n++) {
      byte[] bytes = "1,0\n0.5,-2\n".repeat(4).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int k = 0; k < 1 + random.nextInt(3); k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(folder.resolve("in.csv"), bytes);
      try (CsvStimulus s = new CsvStimulus(folder.resolve("in.csv"))) {
        for (int t = 0; t < 9; t++) {
          s.next(run);
        }
      } catch (NetworkException e) {
        assertEquals(1, e.faults().size());
      }
    }
  }
}
