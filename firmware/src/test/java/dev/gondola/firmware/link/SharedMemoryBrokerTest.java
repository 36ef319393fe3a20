package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import dev.gondola.firmware.memory.LatestHeight;
import dev.gondola.firmware.memory.MemoryService;
import dev.gondola.firmware.memory.MqttTransport;
import dev.gondola.memory.Memory;
import dev.gondola.memory.MemoryState;
import dev.gondola.memory.ReplicationStats;
import dev.gondola.memory.Replicator;
import dev.gondola.memory.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two robots that share their memory over a real broker; run against each by a subclass. */
@Execution(ExecutionMode.CONCURRENT)
abstract class SharedMemoryBrokerTest {
  private static final long T0 = 1_767_225_600_000L;
  private static final Replicator.Settings OFTEN =
      new Replicator.Settings(Duration.ofMillis(100), 1_000_000, 1024);

  @TempDir Path folder;
  TestBroker broker;
  Robot one;
  Robot two;

  abstract TestBroker broker(Path folder);

  /** A robot in simulated time whose link can be closed and made anew. */
  final class Robot {
    final String id;
    final Memory memory;
    final MemoryService service;
    private final LatestHeight height = new LatestHeight();
    private final TickRecord record = new TickRecord(new TickShape(List.of("thrust"), 0));
    final SwitchableLink link;

    Robot(String id, Optional<Credentials> credentials) {
      this.id = id;
      link =
          new SwitchableLink(
              LinkOptions.of(broker.url(), id)
                  .withCredentials(credentials)
                  .withKeepAliveSeconds(1));
      memory = Memory.open(folder.resolve(id + ".memory"), id, this::now);
      service =
          new MemoryService(
              memory,
              new Replicator(
                  memory, new MqttTransport(link, new RobotTopics(new RobotId(id))), OFTEN),
              height,
              this::now);
    }

    Instant now() {
      return Instant.ofEpochMilli(T0 + record.tick * 100);
    }

    void fly(int seconds, double heightM) {
      for (int tick = 0; tick < 10 * seconds; tick++) {
        record.heightM = heightM + tick * 1e-3;
        height.onTick(record);
        service.step(System.nanoTime());
        record.tick++;
      }
    }

    MemoryState state() {
      return memory.state();
    }

    ReplicationStats stats() {
      return service.replication();
    }

    void close() {
      link.close();
      memory.close();
    }
  }

  @BeforeEach
  void make() {
    broker = broker(folder);
  }

  void start(Optional<Credentials> first, Optional<Credentials> second) {
    broker.start();
    one = new Robot("blimp-1", first);
    two = new Robot("blimp-2", second);
    awaitLinks();
  }

  private void start() {
    start(Optional.empty(), Optional.empty());
  }

  @AfterEach
  void end() {
    if (one != null) {
      one.close();
      two.close();
    }
    broker.close();
  }

  void awaitLinks() {
    Await.until("both links are up", () -> one.link.isUp() && two.link.isUp());
  }

  void step() {
    one.service.step(System.nanoTime());
    two.service.step(System.nanoTime());
  }

  /** Waits until every event has reached the other, and checks what both know. */
  void awaitEqual() {
    Await.until(
        "all events have arrived",
        () -> {
          step();
          return one.stats().applied() == two.service.recorded()
              && two.stats().applied() == one.service.recorded();
        });
    assertEquals(one.state().digest(), two.state().digest());
    for (Robot of : List.of(one, two)) {
      assertEquals(of.record.heightM, one.state().place(of.id).orElseThrow().z(), 0.01);
      assertEquals(one.state().place(of.id), two.state().place(of.id));
    }
  }

  @Test
  @DisplayName("both know the other's last place after the link of one was cut on its own side")
  void ownLinkCut() {
    start();
    one.fly(20, 1.0);
    two.fly(20, 1.5);
    awaitEqual();

    long before = two.stats().applied();
    two.link.cut();
    one.fly(40, 2.0);
    two.fly(40, 2.5);
    step();
    assertEquals(before, two.stats().applied(), "nothing came through the cut");
    assertTrue(one.service.recorded() >= before + 40, "so much was missed");
    assertEquals(1.0, two.state().place("blimp-1").orElseThrow().z(), 0.2);
    two.link.mend();

    one.fly(5, 2.2);
    two.fly(5, 2.7);
    awaitEqual();
  }

  @Test
  @DisplayName("both know the other's last place after the broker died and came back")
  void brokerKilled() {
    start();
    one.fly(20, 1.0);
    two.fly(20, 1.5);
    awaitEqual();

    long oneBefore = one.stats().applied();
    long twoBefore = two.stats().applied();
    broker.kill();
    Await.until("both see it", () -> !one.link.isUp() && !two.link.isUp());
    one.fly(40, 2.0);
    two.fly(40, 2.5);
    step();
    assertEquals(oneBefore, one.stats().applied());
    assertEquals(twoBefore, two.stats().applied());
    assertTrue(one.service.recorded() >= twoBefore + 40, "so much was missed");
    broker.start();
    awaitLinks();

    awaitEqual();
  }

  @Test
  @DisplayName("hostile messages are refused and counted, and the memory goes on")
  void hostile() {
    start();
    MqttLink stranger = new MqttLink(LinkOptions.of(broker.url(), "stranger")).start();
    Await.until("stranger is up", stranger::isUp);
    String topic = "gondola/v1/mallory/memory/events";
    for (byte[] message :
        List.of(
            "hello".getBytes(StandardCharsets.UTF_8),
            new byte[0],
            "{\"version\":99}".getBytes(StandardCharsets.UTF_8),
            new byte[Transport.MAX_MESSAGE_BYTES + 1])) {
      assertTrue(stranger.publish(topic, message, Delivery.NOW, false));
    }

    Await.until(
        "four refused by each",
        () -> {
          step();
          return refused(one) == 4 && refused(two) == 4;
        });
    stranger.close();
    assertTrue(one.state().spatial().isEmpty());
    one.fly(3, 1.0);
    two.fly(3, 1.5);
    awaitEqual();
    assertEquals(1, one.link.connects());
  }

  private static long refused(Robot robot) {
    return robot.stats().malformed() + robot.stats().otherVersion();
  }

  @Test
  @DisplayName("the robot's own messages, which come back to it, change nothing")
  void echoes() {
    start();
    one.fly(10, 1.0);
    two.fly(10, 1.5);
    awaitEqual();
    Await.until(
        "own echoes are through",
        () -> {
          step();
          return one.link.received() > one.stats().messagesReceived() + 1;
        });
    assertEquals(two.service.recorded(), one.stats().applied());
    assertEquals(0, one.stats().impostors() + one.stats().conflicts() + one.stats().malformed());
  }
}
