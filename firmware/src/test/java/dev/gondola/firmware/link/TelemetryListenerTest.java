package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import dev.gondola.firmware.testing.Allocation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A control loop's reports on the link")
class TelemetryListenerTest {
  private static final RobotTopics TOPICS = new RobotTopics(new RobotId("blimp-1"));

  private final FakeLink link = new FakeLink();
  private final TelemetryPublisher publisher =
      new TelemetryPublisher(
          link,
          TOPICS,
          new EventPublisher(link, TOPICS, InstantSource.system()),
          Duration.ZERO,
          InstantSource.system(),
          System::nanoTime);
  private final TelemetryListener listener = new TelemetryListener(publisher);

  @AfterEach
  void end() {
    publisher.close();
  }

  private static TickRecord record(int neurons) {
    TickRecord record = new TickRecord(new TickShape(List.of("thrust"), neurons));
    record.tick = 12;
    record.timeNanos = 1_200_000_000;
    record.mode = Mode.ARMED;
    record.setpointM = 1.5;
    record.heightM = 1.25;
    record.command = 2.25;
    record.limited[0] = 2;
    record.spikes = 9;
    record.synapticOperations = 80;
    return record;
  }

  private Telemetry report(TickRecord record) throws BadMessageException {
    publisher.start();
    listener.onTick(record);
    Await.until("telemetry", () -> !link.on(TOPICS.telemetry()).isEmpty());
    String text = link.on(TOPICS.telemetry()).getLast().text();
    assertEquals(List.of(), new SchemaCheck("telemetry").faults(text));
    return Telemetry.parse(TOPICS.robot(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("say what the tick's record says")
  void values() throws BadMessageException {
    Telemetry telemetry = report(record(80));

    assertEquals(12, telemetry.tick());
    assertEquals("ARMED", telemetry.mode());
    assertTrue(telemetry.armed());
    assertEquals(1.5, telemetry.setpointM());
    assertEquals(1.25, telemetry.heightM());
    assertEquals(2.25, telemetry.command());
    assertEquals(2, telemetry.output());
    assertEquals(9, telemetry.spikes());
    assertEquals(80, telemetry.synapticOperations());
  }

  @Test
  @DisplayName(
      "have no spikes when the controller does not spike, and no height when there is none")
  void absent() throws BadMessageException {
    TickRecord record = record(0);
    record.heightM = Double.NaN;

    Telemetry telemetry = report(record);

    assertEquals(-1, telemetry.spikes());
    assertEquals(-1, telemetry.synapticOperations());
    assertTrue(Double.isNaN(telemetry.heightM()));
  }

  @Test
  @DisplayName("tell of each change of mode, also of one that lasts a single tick")
  void modes() {
    publisher.start();
    TickRecord record = record(0);
    for (Mode mode : List.of(Mode.DISARMED, Mode.ARMED, Mode.ARMED, Mode.FAULT, Mode.DISARMED)) {
      record.mode = mode;
      listener.onTick(record);
    }

    Await.until("three events", () -> link.on(TOPICS.event()).size() == 3);
    String all = link.on(TOPICS.event()).toString();
    assertTrue(all.contains("\"from\":\"DISARMED\",\"to\":\"ARMED\""), all);
    assertTrue(all.contains("\"from\":\"ARMED\",\"to\":\"FAULT\""), all);
    assertTrue(all.contains("\"from\":\"FAULT\",\"to\":\"DISARMED\""), all);
  }

  @Test
  @DisplayName("allocate nothing in 100,000 ticks")
  void allocateNothing() {
    publisher.start();
    TickRecord record = record(80);
    assertEquals(0, Allocation.fewestBytes(() -> reportMany(record)));
  }

  private void reportMany(TickRecord record) {
    for (int tick = 0; tick < 100_000; tick++) {
      record.tick = tick;
      record.mode = tick % 1000 == 0 ? Mode.HEIGHT_LOST : Mode.ARMED;
      listener.onTick(record);
    }
  }
}
