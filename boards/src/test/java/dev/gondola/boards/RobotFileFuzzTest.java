package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** For real fuzzing set JAZZER_FUZZ=1 in the environment and run profile "fuzz". */
@Tag("fuzz")
@DisplayName("robot.yaml, fuzzed")
class RobotFileFuzzTest {
  private static final BoardCatalog BOARDS = BoardCatalog.builtIn();
  private static final FileSchema SCHEMA = FileSchema.load("robot");
  private static final String REFERENCE = RobotFile.referenceBlimpText();

  @FuzzTest(maxDuration = "60s")
  @DisplayName("is read or refused with faults, whatever its bytes")
  void anyBytes(byte[] bytes) {
    readOrRefuse(new String(bytes, StandardCharsets.UTF_8));
  }

  @FuzzTest(maxDuration = "60s")
  @DisplayName("is read or refused with faults, whatever stands in its midst")
  void anyInsertion(byte[] bytes) {
    if (bytes.length < 3) {
      return;
    }
    int from = (((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF)) % REFERENCE.length();
    int to = Math.min(REFERENCE.length(), from + (bytes[2] & 0x0F));
    String inserted = new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    readOrRefuse(REFERENCE.substring(0, from) + inserted + REFERENCE.substring(to));
  }

  private static void readOrRefuse(String text) {
    Faults faults = new Faults("robot.yaml");
    Path folder = Path.of("").toAbsolutePath();
    JsonNode root = YamlDocument.parse(text, faults);
    RobotFile.findFaults(root, folder, BOARDS, SCHEMA, faults);
    if (faults.isEmpty()) {
      assertFalse(RobotReader.read(root, folder, BOARDS).name().isEmpty());
    }
    assertTrue(faults.sorted().stream().allMatch(f -> f.toString().indexOf('\n') < 0));
  }
}
