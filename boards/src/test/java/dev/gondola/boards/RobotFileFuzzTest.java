package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** For real fuzzing set JAZZER_FUZZ=1 in the environment and run profile "fuzz". */
@Tag("fuzz")
@DisplayName("robot.yaml, fuzzed")
class RobotFileFuzzTest {
  @TempDir Path folder;

  @FuzzTest(maxDuration = "60s")
  @DisplayName("is loaded or refused with faults, whatever its bytes")
  void isLoadedOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("robot.yaml"), bytes);
    List<Fault> faults = RobotFile.check(file);
    try {
      RobotFile.load(file);
    } catch (FaultyFileException refused) {
      assertFalse(faults.isEmpty());
    }
  }
}
