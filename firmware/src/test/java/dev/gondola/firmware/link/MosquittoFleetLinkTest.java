package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A robot's link on mosquitto")
class MosquittoFleetLinkTest extends FleetLinkBrokerTest {
  @Override
  TestBroker broker(Path folder) {
    return new MosquittoBroker(folder);
  }

  @Test
  @DisplayName("a retained command, which a broker repeats at each reconnect, is refused")
  void retainedCommand() {
    broker.start();
    operator.start();
    Await.until("operator is up", operator::isUp);
    operator.publish(TOPICS.command(), OperatorMessages.arm(), Delivery.RELIABLE, true);
    Await.until("acknowledged", () -> operator.statistics().acknowledged() == 1);

    robot.start();

    Await.until("refused", () -> robot.receiver().refused() == 1);
    assertEquals(List.of(), commands);
  }
}
