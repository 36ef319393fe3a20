package dev.gondola.snn.loihi;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** Real fuzzing of what a host sends: {@code JAZZER_FUZZ=1 mvn test -Pfuzz}. */
@Tag("fuzz")
class FrameReaderFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void receive(byte[] bytes) throws IOException {
    FrameReaderTest.receive(new FrameReader(40), bytes);
  }
}
