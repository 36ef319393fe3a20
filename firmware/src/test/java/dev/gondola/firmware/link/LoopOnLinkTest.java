package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.LoopRig;
import dev.gondola.firmware.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("A control loop commanded over mosquitto")
class LoopOnLinkTest {
  private static final RobotId ROBOT = new RobotId("blimp-1");
  private static final RobotTopics TOPICS = new RobotTopics(ROBOT);

  @TempDir Path folder;
  private MosquittoBroker broker;
  private MqttLink operator;
  private FleetLink link;
  private TelemetryListener listener;
  private final LoopRig rig = new LoopRig(record -> listener.onTick(record));
  private final Recorder telemetry = new Recorder();

  @BeforeEach
  void start() {
    broker = new MosquittoBroker(folder);
    broker.start();
    FleetLinkOptions options =
        new FleetLinkOptions(
            ROBOT, LinkOptions.of(broker.url(), ROBOT.value()), Duration.ZERO, 0.3, 10);
    link =
        new FleetLink(
            options, new LoopCommands(rig.operator), InstantSource.system(), System::nanoTime);
    listener = new TelemetryListener(link.telemetry());
    operator = new MqttLink(LinkOptions.of(broker.url(), "operator"));
    operator.subscribe(TOPICS.telemetry(), 0, telemetry);
    link.start();
    operator.start();
    awaitUp();
    rig.height.heightM = 0.9;
  }

  @AfterEach
  void end() {
    link.close();
    operator.close();
    broker.close();
  }

  private void awaitUp() {
    Await.until("links are up", () -> operator.isUp() && link.messages().isUp());
  }

  private void send(String topic, byte[] payload) {
    assertTrue(operator.publish(topic, payload, Delivery.NOW, false));
  }

  /** Ticks, faster than real time, until the telemetry that arrives says what is wanted. */
  private void tickUntil(String text) {
    Await.until(
        text,
        () -> {
          rig.tick();
          return telemetry.saw(text);
        });
  }

  @Test
  @DisplayName("flies when told so, and goes on by its own rules while the broker is dead")
  void flies() {
    send(TOPICS.setpoint(), OperatorMessages.setpoint(2.5));
    send(TOPICS.command(), OperatorMessages.arm());
    tickUntil("\"mode\":\"ARMED\",\"armed\":true,\"setpoint_m\":2.5,\"height_m\":0.9,");

    broker.kill();
    Await.until("both see it", () -> !operator.isUp() && !link.messages().isUp());
    rig.operator.arm();
    assertEquals(Mode.ARMED, rig.tick().mode);
    for (int i = 0; i < 25; i++) {
      rig.tick();
    }
    assertEquals(Mode.OPERATOR_LOST, rig.last.mode);
    assertTrue(rig.stopped());

    telemetry.messages().clear();
    broker.start();
    awaitUp();
    tickUntil("\"mode\":\"OPERATOR_LOST\"");
    send(TOPICS.command(), OperatorMessages.arm());
    tickUntil("\"mode\":\"ARMED\"");
    send(TOPICS.command(), OperatorMessages.disarm());
    tickUntil("\"mode\":\"DISARMED\"");
    assertTrue(rig.stopped());
  }
}
