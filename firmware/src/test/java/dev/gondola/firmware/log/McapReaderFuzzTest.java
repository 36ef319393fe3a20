package dev.gondola.firmware.log;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class McapReaderFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsOrRefusesAnyBytes(byte[] data) throws IOException {
    try {
      McapReader.read(new ByteArrayInputStream(data), new McapHandler() {});
    } catch (McapException refused) {
      // The expected answer to nonsense; anything else is a finding.
      return;
    }
  }
}
