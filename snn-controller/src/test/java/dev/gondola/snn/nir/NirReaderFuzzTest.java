package dev.gondola.snn.nir;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** For real fuzzing set JAZZER_FUZZ=1 in the environment and run profile "fuzz". */
@Tag("fuzz")
@DisplayName("The reader of NIR files, fuzzed")
class NirReaderFuzzTest {

  @FuzzTest(maxDuration = "60s")
  @DisplayName("reads or refuses any bytes, and runs what it reads")
  void read(byte[] bytes) {
    NirMutations.read(bytes);
  }

  /** Far more bytes of damage reach the parser where a sound file is damaged. */
  @FuzzTest(maxDuration = "60s")
  @DisplayName("reads or refuses a file damaged anywhere")
  void damaged(byte[] damage) {
    byte[] bytes = NirReaderTest.bytes("nested.nir");
    for (int i = 0; i + 2 < damage.length; i += 3) {
      int at = (((damage[i] & 0xff) << 8) | (damage[i + 1] & 0xff)) % bytes.length;
      bytes[at] = damage[i + 2];
    }
    NirMutations.read(bytes);
  }
}
