package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a robot's link does on any broker; run against each by a subclass. */
@Execution(ExecutionMode.CONCURRENT)
abstract class FleetLinkBrokerTest {
  static final RobotId ROBOT = new RobotId("blimp-1");
  static final RobotTopics TOPICS = new RobotTopics(ROBOT);

  @TempDir Path folder;
  TestBroker broker;
  MqttLink operator;
  FleetLink robot;
  final List<String> commands = new CopyOnWriteArrayList<>();
  final Recorder connection = new Recorder();
  final Recorder telemetry = new Recorder();
  final Recorder events = new Recorder();

  abstract TestBroker broker(Path folder);

  @BeforeEach
  void make() {
    broker = broker(folder);
    operator = new MqttLink(LinkOptions.of(broker.url(), "operator"));
    operator.subscribe(TOPICS.connection(), 0, connection);
    operator.subscribe(TOPICS.telemetry(), 0, telemetry);
    operator.subscribe(TOPICS.event(), 1, events);
    robot = robot();
  }

  private FleetLink robot() {
    LinkOptions link = LinkOptions.of(broker.url(), ROBOT.value());
    FleetLinkOptions options = new FleetLinkOptions(ROBOT, link, Duration.ZERO, 0, 12);
    return new FleetLink(
        options, new RecordedCommands(commands), InstantSource.system(), System::nanoTime);
  }

  @AfterEach
  void end() {
    robot.close();
    operator.close();
    broker.close();
  }

  void startAll() {
    broker.start();
    operator.start();
    Await.until("operator is up", operator::isUp);
    robot.start();
    Await.until("ONLINE", () -> connection.saw("\"ONLINE\""));
  }

  void report(long tick) {
    TelemetryFrame frame = robot.telemetry().claim();
    frame.tick = tick;
    frame.timeNanos = tick * 100_000_000;
    frame.mode = "HOLD";
    frame.armed = true;
    frame.setpointM = 1.5;
    frame.heightM = 1.25;
    frame.command = -3.5;
    frame.output = Double.NaN;
    frame.spikes = 17;
    frame.synapticOperations = 230;
    robot.telemetry().commit();
  }

  @Test
  @DisplayName("telemetry arrives as it was reported and fits its schema")
  void telemetryArrives() throws BadMessageException {
    startAll();

    report(41);

    Await.until("telemetry", () -> !telemetry.messages().isEmpty());
    assertEquals(List.of(), new SchemaCheck("telemetry").faults(telemetry.last().text()));
    Telemetry got = Telemetry.parse(ROBOT, telemetry.last().bytes());
    assertEquals(41, got.tick());
    assertEquals(4.1, got.timeS(), 1e-12);
    assertEquals("HOLD", got.mode());
    assertEquals(1.25, got.heightM());
    assertTrue(Double.isNaN(got.output()));
    assertEquals(230, got.synapticOperations());
    assertFalse(telemetry.last().retained());
  }

  @Test
  @DisplayName("commands and setpoints reach the robot, in order")
  void commandsArrive() {
    startAll();

    send(TOPICS.command(), OperatorMessages.arm());
    send(TOPICS.command(), OperatorMessages.heartbeat());
    send(TOPICS.setpoint(), OperatorMessages.setpoint(1.5));
    send(TOPICS.command(), OperatorMessages.disarm());

    Await.until("all commands", () -> commands.size() == 4);
    assertEquals(List.of("arm", "heartbeat", "setpoint 1.5", "disarm"), commands);
    assertEquals(4, robot.receiver().accepted());
  }

  @Test
  @DisplayName("malformed, huge and out-of-range messages are refused, and the link stays up")
  void hostileMessages() {
    startAll();

    send(TOPICS.command(), new byte[0]);
    send(TOPICS.command(), "{\"command\":\"arm\",\"now\":true}".getBytes(StandardCharsets.UTF_8));
    send(TOPICS.setpoint(), "{\"height_m\":NaN}".getBytes(StandardCharsets.UTF_8));
    send(TOPICS.setpoint(), "{\"height_m\":12.5}".getBytes(StandardCharsets.UTF_8));
    send(TOPICS.setpoint(), new byte[60_000]);
    MqttLink hostile = hostile();
    for (int i = 0; i < 30; i++) {
      assertTrue(hostile.publish(TOPICS.command(), new byte[300_000], Delivery.NOW, false));
    }
    Await.until("oversized", () -> robot.messages().statistics().oversized() == 30);
    hostile.close();
    send(TOPICS.command(), OperatorMessages.heartbeat());

    Await.until("heartbeat", () -> commands.contains("heartbeat"));
    assertEquals(List.of("heartbeat"), commands);
    assertEquals(5, robot.receiver().refused());
    assertEquals(1, robot.messages().statistics().connects());
  }

  private MqttLink hostile() {
    LinkOptions defaults = LinkOptions.of(broker.url(), "hostile");
    MqttLink hostile =
        new MqttLink(
            new LinkOptions(
                defaults.broker(),
                defaults.clientName(),
                defaults.credentials(),
                defaults.presence(),
                defaults.tls(),
                5,
                256,
                1 << 20));
    hostile.start();
    Await.until("hostile client is up", hostile::isUp);
    return hostile;
  }

  @Test
  @DisplayName("a clean close says OFFLINE, also to those who come later")
  void cleanClose() throws BadMessageException {
    startAll();

    robot.close();

    Await.until("OFFLINE", () -> connection.saw("\"OFFLINE\""));
    assertEquals(List.of(), new SchemaCheck("connection").faults(connection.last().text()));
    assertFalse(connection.saw("CONNECTION_BROKEN"));
    Recorder later = new Recorder();
    operator.subscribe(TOPICS.connection(), 0, later);
    Await.until("retained state", () -> later.messages().stream().anyMatch(m -> m.retained()));
    assertEquals(ConnectionState.OFFLINE, Connection.parse(ROBOT, later.last().bytes()).state());
  }

  @Test
  @DisplayName("a robot process that is killed is reported by its last will")
  void lastWill() throws Exception {
    broker.start();
    operator.start();
    Await.until("operator is up", operator::isUp);
    Process process = RobotProcess.start(broker.url(), ROBOT);
    Await.until("ONLINE", () -> connection.saw("\"ONLINE\""));

    process.destroyForcibly().waitFor();

    Await.until("CONNECTION_BROKEN", () -> connection.saw("CONNECTION_BROKEN"));
    assertEquals(List.of(), new SchemaCheck("connection").faults(connection.last().text()));
  }

  @Test
  @DisplayName("a last will that comes late is contradicted by the living robot")
  void lateLastWill() {
    startAll();
    byte[] broken =
        new Connection(ROBOT, InstantSource.system().instant(), ConnectionState.CONNECTION_BROKEN)
            .toJson();

    operator.publish(TOPICS.connection(), broken, Delivery.RELIABLE, true);

    Await.until(
        "ONLINE after CONNECTION_BROKEN",
        () -> connection.saw("CONNECTION_BROKEN") && connection.last().text().contains("ONLINE"));
  }

  @Test
  @DisplayName("mode changes and the coming up of the link are events that fit their schema")
  void events() {
    startAll();

    robot.telemetry().modeChanged(5_000_000_000L, "DISARMED", "HOLD", "armed by operator");

    Await.until("both events", () -> events.saw("mode_changed") && events.saw("link_up"));
    SchemaCheck schema = new SchemaCheck("event");
    events.texts().forEach(text -> assertEquals(List.of(), schema.faults(text), text));
    assertTrue(events.saw("\"time_s\":5.0,\"from\":\"DISARMED\",\"to\":\"HOLD\""));
  }

  @Test
  @DisplayName("the first connect waits for a broker that is started later")
  void brokerLater() {
    robot.start();
    operator.start();
    report(1);
    assertFalse(robot.messages().isUp());

    broker.start();

    // Not ONLINE: Moquette stores what is retained after it has looked for subscribers, and who
    // subscribes in between misses it.
    Await.until("both are up", () -> robot.messages().isUp() && operator.isUp());
    report(2);
    Await.until("telemetry", () -> telemetry.saw("\"tick\":2,"));
  }

  private void send(String topic, byte[] payload) {
    assertTrue(operator.publish(topic, payload, Delivery.NOW, false));
  }
}
