package dev.gondola.firmware.link;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A memory shared over Moquette")
class MoquetteSharedMemoryTest extends SharedMemoryBrokerTest {
  @Override
  TestBroker broker(Path folder) {
    return new MoquetteBroker();
  }
}
