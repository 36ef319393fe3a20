package dev.gondola.firmware.link;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A robot's link on Moquette")
class MoquetteFleetLinkTest extends FleetLinkBrokerTest {
  @Override
  TestBroker broker(Path folder) {
    return new MoquetteBroker();
  }
}
