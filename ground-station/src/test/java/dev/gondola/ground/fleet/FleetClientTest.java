package dev.gondola.ground.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.link.BrokerUrl;
import dev.gondola.firmware.link.Connection;
import dev.gondola.firmware.link.ConnectionState;
import dev.gondola.firmware.link.Delivery;
import dev.gondola.firmware.link.FleetLink;
import dev.gondola.firmware.link.FleetLinkOptions;
import dev.gondola.firmware.link.LinkOptions;
import dev.gondola.firmware.link.MqttLink;
import dev.gondola.firmware.link.OperatorCommands;
import dev.gondola.firmware.link.RobotEvent;
import dev.gondola.firmware.link.RobotId;
import dev.gondola.firmware.link.Telemetry;
import dev.gondola.firmware.link.TelemetryFrame;
import dev.gondola.ground.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fleet client, on the embedded broker")
class FleetClientTest {
  private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws IOException {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < LIMIT_NANOS, "did not come");
      Thread.sleep(2);
    }
  }

  private static final class Seen implements FleetListener {
    final List<Telemetry> telemetry = new CopyOnWriteArrayList<>();
    final List<Connection> connections = new CopyOnWriteArrayList<>();
    final List<RobotEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void telemetry(Telemetry message) {
      telemetry.add(message);
    }

    @Override
    public void connection(Connection message) {
      connections.add(message);
    }

    @Override
    public void event(RobotEvent message) {
      events.add(message);
    }

    boolean saw(RobotId robot, ConnectionState state) {
      return connections.stream().anyMatch(c -> c.robot().equals(robot) && c.state() == state);
    }
  }

  private record Orders(List<String> heard) implements OperatorCommands {
    @Override
    public void arm() {
      heard.add("arm");
    }

    @Override
    public void disarm() {
      heard.add("disarm");
    }

    @Override
    public void setpoint(double heightM) {
      heard.add("setpoint " + heightM);
    }

    @Override
    public void heartbeat() {
      heard.add("heartbeat");
    }
  }

  private static FleetLink robot(RobotId id, List<String> heard) {
    LinkOptions link = LinkOptions.of(broker.url(), id.value());
    return new FleetLink(
        new FleetLinkOptions(id, link, Duration.ZERO, 0.3, 10),
        new Orders(heard),
        InstantSource.system(),
        System::nanoTime);
  }

  private static void report(FleetLink robot, double heightM) {
    TelemetryFrame frame = robot.telemetry().claim();
    frame.mode = "ARMED";
    frame.heightM = heightM;
    robot.telemetry().commit();
  }

  @Test
  @DisplayName("sees two robots come, report and go, and commands the one that is meant")
  void watchesAndCommands() throws InterruptedException {
    RobotId one = new RobotId("one");
    RobotId two = new RobotId("two");
    List<String> heardByOne = new CopyOnWriteArrayList<>();
    List<String> heardByTwo = new CopyOnWriteArrayList<>();
    Seen seen = new Seen();
    try (FleetClient client = new FleetClient(LinkOptions.of(broker.url(), "operator"))) {
      client.watch(seen).start();
      assertTrue(client.awaitUp(Duration.ofSeconds(30)));
      try (FleetLink robotOne = robot(one, heardByOne);
          FleetLink robotTwo = robot(two, heardByTwo)) {
        robotOne.start();
        robotTwo.start();
        await(() -> seen.saw(one, ConnectionState.ONLINE) && seen.saw(two, ConnectionState.ONLINE));

        assertTrue(client.setpoint(one, 1.5));
        assertTrue(client.arm(one));
        assertTrue(client.heartbeat(two));
        assertTrue(client.disarm(two));
        report(robotOne, 1.25);
        robotTwo.telemetry().modeChanged(0, "ARMED", "DISARMED", "told so");

        await(() -> heardByOne.size() == 2 && heardByTwo.size() == 2);
        assertEquals(List.of("setpoint 1.5", "arm"), heardByOne);
        assertEquals(List.of("heartbeat", "disarm"), heardByTwo);
        await(() -> !seen.telemetry.isEmpty());
        assertEquals(one, seen.telemetry.getFirst().robot());
        assertEquals(1.25, seen.telemetry.getFirst().heightM());
        await(() -> seen.events.stream().anyMatch(e -> e.reason().equals("told so")));
      }
      await(() -> seen.saw(one, ConnectionState.OFFLINE) && seen.saw(two, ConnectionState.OFFLINE));
      assertFalse(seen.saw(one, ConnectionState.CONNECTION_BROKEN));
    }
  }

  @Test
  @DisplayName("leaves out and counts messages that are not what they should be")
  void hostileRobot() throws InterruptedException {
    Seen seen = new Seen();
    try (MqttLink hostile = new MqttLink(LinkOptions.of(broker.url(), "hostile"));
        FleetClient client = new FleetClient(LinkOptions.of(broker.url(), "operator"))) {
      client.watch(seen).start();
      assertTrue(client.awaitUp(Duration.ofSeconds(30)));
      hostile.start();
      for (String topic :
          List.of(
              "gondola/v1/evil/telemetry",
              "gondola/v1/evil robot/connection",
              "gondola/v1/evil/event")) {
        byte[] payload = "{\"robot\":\"evil\"}".getBytes(StandardCharsets.UTF_8);
        hostile.publish(topic, payload, Delivery.RELIABLE, false);
      }

      await(() -> client.refused() == 3);
      assertTrue(client.isUp());
    }
    assertTrue(seen.telemetry.isEmpty() && seen.events.isEmpty());
  }

  @Test
  @DisplayName("gives no order while there is no broker, and does not keep it for later")
  void noBroker() throws InterruptedException {
    RobotId robot = new RobotId("one");
    BrokerUrl nobody = new BrokerUrl(false, "127.0.0.1", 1);
    try (FleetClient client = new FleetClient(LinkOptions.of(nobody, "operator")).start()) {
      assertFalse(client.awaitUp(Duration.ofMillis(50)));
      assertFalse(client.arm(robot));
      assertFalse(client.setpoint(robot, 1));
      assertThrows(IllegalArgumentException.class, () -> client.setpoint(robot, Double.NaN));
    }
  }
}
