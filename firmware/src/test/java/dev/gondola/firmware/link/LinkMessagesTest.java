package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The messages of the link")
class LinkMessagesTest {
  private static final RobotId ROBOT = new RobotId("blimp-1");
  private static final Instant TIME = Instant.parse("2026-11-24T08:00:00.120Z");

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static TelemetryFrame frame() {
    TelemetryFrame frame = new TelemetryFrame();
    frame.tick = 7;
    frame.timeNanos = 700_000_000;
    frame.mode = "HOLD";
    frame.armed = true;
    frame.setpointM = 1.5;
    frame.heightM = 1.49;
    frame.command = 12.25;
    frame.output = 10;
    frame.spikes = 3;
    frame.synapticOperations = 40;
    return frame;
  }

  @Test
  @DisplayName("telemetry is written as documented")
  void telemetryText() {
    assertEquals(
        "{\"timestamp\":\"2026-11-24T08:00:00.120Z\",\"robot\":\"blimp-1\",\"sequence\":5,"
            + "\"tick\":7,\"time_s\":0.7,\"mode\":\"HOLD\",\"armed\":true,\"setpoint_m\":1.5,"
            + "\"height_m\":1.49,\"command\":12.25,\"output\":10.0,"
            + "\"spikes\":3,\"synaptic_operations\":40}",
        text(Telemetry.toJson(ROBOT, TIME, 5, frame())));
  }

  @Test
  @DisplayName("telemetry without values writes null, fits its schema and is read as NaN and -1")
  void telemetryWithoutValues() throws BadMessageException {
    TelemetryFrame frame = frame();
    frame.setpointM = Double.NaN;
    frame.heightM = Double.POSITIVE_INFINITY;
    frame.command = Double.NaN;
    frame.output = Double.NaN;
    frame.spikes = -1;
    frame.synapticOperations = -1;

    byte[] json = Telemetry.toJson(ROBOT, TIME, 0, frame);

    assertEquals(List.of(), new SchemaCheck("telemetry").faults(text(json)));
    Telemetry read = Telemetry.parse(ROBOT, json);
    assertTrue(Double.isNaN(read.heightM()));
    assertEquals(-1, read.spikes());
    assertEquals(TIME, read.timestamp());
  }

  @Test
  @DisplayName("telemetry of a newer robot, with more fields, is read")
  void telemetryWithMore() throws BadMessageException {
    String json = text(Telemetry.toJson(ROBOT, TIME, 0, frame()));
    String more = json.replace("{", "{\"battery_v\":3.7,\"pose\":{\"xy\":[1,2]},");

    assertEquals(1.49, Telemetry.parse(ROBOT, more.getBytes(StandardCharsets.UTF_8)).heightM());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"robot\":\"blimp-1\"', '\"robot\":\"blimp-2\"'",
    "'\"mode\":\"HOLD\"', '\"mode\":\"hold\"'",
    "'\"mode\":\"HOLD\"', '\"mode\":\"\u001b[31m\"'",
    "'\"armed\":true', '\"armed\":1'",
    "'\"height_m\":1.49', '\"height_m\":\"1.49\"'",
    "'\"spikes\":3', '\"spikes\":-1'",
    "'\"spikes\":3', '\"spikes\":3.5'",
    "'\"tick\":7', '\"tick\":null'",
    "'2026-11-24T08:00:00.120Z', 'yesterday'",
    "'\"time_s\":0.7,', ''",
  })
  @DisplayName("telemetry that does not fit is refused by the reader")
  void badTelemetry(String part, String replacement) {
    String json = text(Telemetry.toJson(ROBOT, TIME, 5, frame()));
    String bad = json.replace(part, replacement);
    assertFalse(bad.equals(json));

    assertThrows(
        BadMessageException.class,
        () -> Telemetry.parse(ROBOT, bad.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @EnumSource(ConnectionState.class)
  @DisplayName("connection messages fit their schema and are read back")
  void connection(ConnectionState state) throws BadMessageException {
    Connection message = new Connection(ROBOT, TIME, state);

    assertEquals(List.of(), new SchemaCheck("connection").faults(text(message.toJson())));
    assertEquals(message, Connection.parse(ROBOT, message.toJson()));
  }

  @Test
  @DisplayName("events fit their schema and are read back, with their reason cut to one line")
  void event() throws BadMessageException {
    SchemaCheck schema = new SchemaCheck("event");
    RobotEvent mode =
        new RobotEvent(
            ROBOT, TIME, 1, RobotEvent.Kind.MODE_CHANGED, 2.5, "HOLD", "LAND", "no heartbeat");
    assertEquals(List.of(), schema.faults(text(mode.toJson())));
    assertEquals(mode, RobotEvent.parse(ROBOT, mode.toJson()));

    RobotEvent down =
        new RobotEvent(
            ROBOT, TIME, 2, RobotEvent.Kind.LINK_DOWN, Double.NaN, "", "", "x".repeat(1000));
    assertEquals(List.of(), schema.faults(text(down.toJson())));
    assertEquals(256, RobotEvent.parse(ROBOT, down.toJson()).reason().length());
  }

  @ParameterizedTest
  @CsvSource({
    "telemetry, '{}'",
    "telemetry, '{\"timestamp\":\"2026-11-24T08:00:00Z\"}'",
    "connection, '{\"timestamp\":\"2026-11-24T08:00:00.000Z\",\"robot\":\"a\",\"state\":\"UP\"}'",
    "event, '{\"timestamp\":\"2026-11-24T08:00:00.000Z\",\"robot\":\"a\",\"sequence\":0,"
        + "\"event\":\"mode_changed\"}'",
    "setpoint, '{\"height_m\":\"1\"}'",
    "setpoint, '{\"height_m\":1,\"x\":1}'",
    "command, '{\"command\":\"fly\"}'",
    "command, '{\"command\":\"arm\",\"x\":1}'",
  })
  @DisplayName("the schemas refuse what is wrong")
  void schemasRefuse(String schema, String json) {
    assertFalse(new SchemaCheck(schema).faults(json).isEmpty());
  }

  @Test
  @DisplayName("the operator's messages fit their schemas")
  void operatorMessages() {
    SchemaCheck command = new SchemaCheck("command");
    assertEquals(List.of(), command.faults(text(OperatorMessages.arm())));
    assertEquals(List.of(), command.faults(text(OperatorMessages.disarm())));
    assertEquals(List.of(), command.faults(text(OperatorMessages.heartbeat())));
    assertEquals(
        List.of(), new SchemaCheck("setpoint").faults(text(OperatorMessages.setpoint(1.25))));
  }

  @Test
  @DisplayName("10,000 mutated messages from robots are read or refused, nothing else")
  void mutations() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] telemetry = Telemetry.toJson(ROBOT, TIME, 5, frame());
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      try {
        Telemetry.parse(ROBOT, Mutation.of(telemetry, random));
      } catch (BadMessageException e) {
        refused++;
      }
    }
    assertTrue(refused > 5000 && refused < 10_000, "refused " + refused);
  }
}
