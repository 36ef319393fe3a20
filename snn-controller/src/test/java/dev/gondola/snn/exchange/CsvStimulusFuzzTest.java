package dev.gondola.snn.exchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
@DisplayName("Any bytes as a CSV file of inputs give numbers or a clear fault")
class CsvStimulusFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void csv(byte[] bytes) throws IOException {
    NirRun run =
        new NirRun(
            NirGraph.of(
                new TreeMap<>(Map.of("in", NirNode.input(2), "out", NirNode.output(2))),
                ExchangeGraphs.chain("in", "out")),
            1);
    Path file = Files.createTempFile("in", ".csv");
    Files.write(file, bytes);
    try (CsvStimulus stimulus = new CsvStimulus(file)) {
      for (int t = 0; t < 20; t++) {
        stimulus.next(run);
      }
    } catch (NetworkException e) {
      // The fault is the answer to such a file.
    } finally {
      Files.delete(file);
    }
  }
}
