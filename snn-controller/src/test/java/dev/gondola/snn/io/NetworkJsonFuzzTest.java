package dev.gondola.snn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** For real fuzzing set JAZZER_FUZZ=1 in the environment and run profile "fuzz". */
@Tag("fuzz")
@DisplayName("The readers of network and controller files, fuzzed")
class NetworkJsonFuzzTest {

  @FuzzTest(maxDuration = "60s")
  @DisplayName("read or refuse any bytes as a network, and write what they read")
  void network(byte[] bytes) {
    try {
      Network network = NetworkJson.read("fuzz", JsonFiles.parseObject("fuzz", bytes));
      assertEquals(network, NetworkJson.read("again", NetworkJson.write(network)));
    } catch (NetworkException expected) {
      return;
    }
  }

  @FuzzTest(maxDuration = "60s")
  @DisplayName("read or refuse any bytes as a controller, and write what they read")
  void controller(byte[] bytes) {
    try {
      ControllerSpec spec = ControllerJson.read("fuzz", JsonFiles.parseObject("fuzz", bytes));
      assertEquals(spec, ControllerJson.read("again", ControllerJson.write(spec)));
    } catch (NetworkException expected) {
      return;
    }
  }
}
