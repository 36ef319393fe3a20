package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.testing.Allocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The telemetry publisher")
class TelemetryPublisherTest {
  private static final RobotTopics TOPICS = new RobotTopics(new RobotId("blimp-1"));
  private static final InstantSource WALL_CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T08:00:00Z"));

  private final FakeLink link = new FakeLink();
  private final AtomicLong nanos = new AtomicLong();
  private TelemetryPublisher publisher;

  private void start(Duration interval) {
    EventPublisher events = new EventPublisher(link, TOPICS, WALL_CLOCK);
    publisher =
        new TelemetryPublisher(link, TOPICS, events, interval, WALL_CLOCK, nanos::getAcquire);
    publisher.start();
  }

  @AfterEach
  void end() {
    publisher.close();
  }

  private void report(long tick) {
    TelemetryFrame frame = publisher.claim();
    frame.tick = tick;
    frame.mode = "HOLD";
    publisher.commit();
  }

  private int count() {
    return link.on(TOPICS.telemetry()).size();
  }

  @Test
  @DisplayName("publishes each tick when no interval is set, numbered, as state that may be lost")
  void eachTick() {
    start(Duration.ZERO);
    for (int tick = 0; tick < 20; tick++) {
      report(tick);
      int expected = tick + 1;
      Await.until("tick " + tick, () -> count() == expected);
    }
    FakeLink.Published last = link.on(TOPICS.telemetry()).getLast();
    assertTrue(last.text().contains("\"sequence\":19,\"tick\":19,"), last::text);
    assertTrue(last.text().contains("\"timestamp\":\"2026-11-24T08:00:00.000Z\""), last::text);
    assertEquals(Delivery.LATEST, last.delivery());
  }

  @Test
  @DisplayName("publishes at most one message in an interval, the newest; the rest at the end")
  void interval() {
    start(Duration.ofMillis(100));
    report(0);
    Await.until("the first", () -> count() == 1);
    for (int tick = 1; tick <= 50; tick++) {
      report(tick); // The clock stands still.
    }
    publisher.modeChanged(5_000, "HOLD", "LAND", "");
    Await.until("the event, which does not wait", () -> link.on(TOPICS.event()).size() == 1);
    assertEquals(1, count());
    nanos.set(Duration.ofMillis(100).toNanos());
    report(51);
    Await.until("the second", () -> count() == 2);
    assertTrue(link.on(TOPICS.telemetry()).getLast().text().contains("\"tick\":51,"));

    report(52);
    publisher.close();

    assertTrue(link.on(TOPICS.telemetry()).getLast().text().contains("\"tick\":52,"));
  }

  @Test
  @DisplayName("publishes mode changes in order as events that must arrive")
  void modeChanges() {
    start(Duration.ofHours(1));
    for (int i = 0; i < 40; i++) {
      publisher.modeChanged(i, "HOLD", "LAND", "reason " + i);
    }
    Await.until("all", () -> link.on(TOPICS.event()).size() == 40);
    List<FakeLink.Published> events = link.on(TOPICS.event());
    for (int i = 0; i < 40; i++) {
      assertTrue(events.get(i).text().contains("\"sequence\":" + i + ","));
      assertTrue(events.get(i).text().contains("\"reason\":\"reason " + i + "\""));
      assertEquals(Delivery.RELIABLE, events.get(i).delivery());
    }
    assertEquals(0, publisher.lostModeChanges());
  }

  @Test
  @DisplayName("allocates nothing on the control loop's thread")
  void allocatesNothing() {
    start(Duration.ofMillis(1));
    assertEquals(0, Allocation.fewestBytes(this::reportAll));
  }

  private void reportAll() {
    for (int tick = 0; tick < 100_000; tick++) {
      TelemetryFrame frame = publisher.claim();
      frame.tick = tick;
      frame.mode = "HOLD";
      frame.heightM = 0.5 * tick;
      publisher.commit();
      if (tick % 1000 == 0) {
        publisher.modeChanged(tick, "HOLD", "LAND", "test");
      }
    }
  }
}
