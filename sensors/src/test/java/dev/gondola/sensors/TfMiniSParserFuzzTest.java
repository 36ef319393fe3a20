package dev.gondola.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** For real fuzzing set JAZZER_FUZZ=1 in the environment and run profile "fuzz". */
@Tag("fuzz")
@DisplayName("The TFmini-S parser, fuzzed")
class TfMiniSParserFuzzTest {

  @FuzzTest(maxDuration = "30s")
  @DisplayName("accounts for every byte of any stream")
  void accountsForEveryByte(byte[] stream) {
    int[] framed = {0};
    TfMiniSParser parser =
        new TfMiniSParser(
            new TfMiniSParser.Sink() {
              @Override
              public void onData(int distance, int strength, int temperature) {
                assertTrue((distance | strength | temperature) >>> 16 == 0);
                framed[0] += 9;
              }

              @Override
              public void onReply(int command, byte[] bytes, int offset, int length) {
                assertTrue(offset >= 0 && length >= 1 && offset + length <= bytes.length);
                framed[0] += length + 4;
              }
            });
    for (byte b : stream) {
      parser.accept(b);
    }
    long kept = stream.length - framed[0] - parser.skippedBytes();
    assertTrue(kept >= 0 && kept < 9, "kept " + kept);

    // Zeros begin no frame, so they flush what is kept: then everything is accounted for.
    for (int i = 0; i < 9; i++) {
      parser.accept((byte) 0);
    }
    assertEquals(stream.length + 9, framed[0] + parser.skippedBytes());
  }
}
