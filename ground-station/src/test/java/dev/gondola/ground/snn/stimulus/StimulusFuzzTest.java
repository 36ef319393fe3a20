package dev.gondola.ground.snn.stimulus;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
@DisplayName("Stimulus files of any bytes")
class StimulusFuzzTest {
  private static final InputLayout LAYOUT =
      new InputLayout(
          new Network(
              "two", 1, List.of(new Input("a", 2), new Input("b", 1)), List.of(), List.of()),
          Range.CHIP);

  @FuzzTest(maxDuration = "60s")
  @DisplayName("are read or refused with a message")
  void read(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("stimulus", ".csv");
    try {
      Files.write(file, bytes);
      try (Stimulus stimulus = StimulusFile.read(file, LAYOUT, Optional.empty()).open()) {
        int[][] inputs = {{0, 0}, {0}};
        for (int step = 1; step <= 20; step++) {
          stimulus.apply(step, inputs);
        }
      }
    } catch (StimulusException e) {
      assertFalse(e.getMessage().isBlank());
    } finally {
      Files.delete(file);
    }
  }
}
