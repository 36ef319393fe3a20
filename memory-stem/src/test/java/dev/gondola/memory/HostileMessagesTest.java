package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A replicator that gets messages it should not")
class HostileMessagesTest {

  private static final Origin STRANGER = new Origin("stranger", 1);

  @TempDir Path dir;

  private Fleet fleet;
  private Fleet.Robot robot;
  private Transport stranger;

  @BeforeEach
  void start() {
    fleet = new Fleet(dir, 2, 1);
    robot = fleet.robot(1);
    stranger = fleet.network.join("stranger");
    robot.memory.record(Samples.pose("r1", 1));
    fleet.run(Fleet.PERIOD_MILLIS);
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  private ReplicationStats after(byte[]... messages) {
    for (byte[] message : messages) {
      stranger.publish(Outbox.EVENTS, message);
    }
    fleet.run(2 * Fleet.TICK_MILLIS);
    assertEquals(0, robot.replicator.stats().storeFailures());
    return robot.replicator.stats();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] batch(Event... events) {
    return MessageCodec.pack(STRANGER, List.of(events)).message();
  }

  @Test
  @DisplayName("refuses and counts what is not a message")
  void malformed() {
    ReplicationStats stats = after(utf8("hello"), new byte[0], utf8("{\"version\":\"1\"}"));
    assertEquals(3, stats.malformed());
    assertTrue(stats.lastFault().contains("message.version must be an integer"), stats.lastFault());
    assertEquals(1, robot.memory.held().count());
  }

  @Test
  @DisplayName("refuses and counts messages of another version")
  void otherVersion() {
    String message = new String(batch(), StandardCharsets.UTF_8);
    ReplicationStats stats = after(utf8(message.replace("\"version\":1", "\"version\":2")));
    assertEquals(1, stats.otherVersion());
    assertEquals(0, stats.malformed());
    assertTrue(stats.lastFault().contains("version 2 is not 1"), stats.lastFault());
  }

  @Test
  @DisplayName("takes none of the events of a message of which one is wrong")
  void halfGood() {
    Event good = Samples.event("r7", 1, 1, Samples.T0, Samples.pose("r7", 1));
    String message = new String(batch(good, good), StandardCharsets.UTF_8);
    int second = message.lastIndexOf("\"pose\"");
    assertEquals(
        1,
        after(utf8(message.substring(0, second) + "\"prose\"" + message.substring(second + 6)))
            .malformed());
    assertTrue(robot.memory.state().place("r7").isEmpty());
  }

  @Test
  @DisplayName("refuses events stamped more than a day ahead until its clock has caught up")
  void ahead() {
    long late = Samples.T0 + 2 * HybridClock.MAX_AHEAD_MILLIS;
    Event event = Samples.event("r7", 1, 1, late, Samples.pose("r7", 1));
    Event boot = Samples.event("r7", late / 1000, 1, 1, Samples.pose("r7", 1));
    assertEquals(2, after(batch(event, boot)).ahead());
    assertTrue(robot.memory.state().place("r7").isEmpty());
    Stamp own = robot.memory.record(Samples.pose("r1", 2)).stamp();
    assertFalse(own.millis() > late - HybridClock.MAX_AHEAD_MILLIS, "the clock was dragged along");

    robot.wall.advance(HybridClock.MAX_AHEAD_MILLIS);
    assertEquals(2, after(batch(event, boot)).applied());
  }

  @Test
  @DisplayName("does not have the peers send over and over what it refuses")
  void refusedOnce() {
    robot.wall.set(Samples.T0 - 3 * HybridClock.MAX_AHEAD_MILLIS);
    Fleet.Robot peer = fleet.robot(2);
    peer.memory.record(Samples.pose("r2", 1));
    fleet.run(2 * Fleet.PERIOD_MILLIS);
    long before = fleet.network.eventBytes();
    fleet.run(8 * Fleet.PERIOD_MILLIS);
    assertEquals(before, fleet.network.eventBytes());
    assertTrue(robot.replicator.stats().ahead() > 0);
    assertTrue(robot.memory.state().place("r2").isEmpty());

    robot.wall.set(Samples.T0);
    fleet.run(14 * Fleet.PERIOD_MILLIS);
    assertTrue(fleet.converged());
  }

  @Test
  @DisplayName("refuses events in the name of its own boot, whose number it will need itself")
  void impostor() {
    Origin own = robot.memory.origin();
    Event forged = Samples.event("r1", own.boot(), 2, Samples.T0, Samples.pose("r1", 666));
    ReplicationStats stats = after(batch(forged));
    assertEquals(1, stats.impostors());
    assertEquals(2, robot.memory.record(Samples.pose("r1", 2)).key().seq());
    assertEquals(2, robot.memory.state().place("r1").orElseThrow().z());
  }

  @Test
  @DisplayName("counts messages of a second robot with its id")
  void twin() {
    Origin twin = new Origin("r1", 77);
    ReplicationStats stats = after(MessageCodec.pack(twin, List.of()).message());
    assertEquals(1, stats.impostors());
    assertTrue(stats.lastFault().contains("r1/77"), stats.lastFault());
  }

  @Test
  @DisplayName("keeps the first of two different events with one key")
  void conflict() {
    Event first = Samples.event("r7", 1, 1, Samples.T0, Samples.pose("r7", 1));
    Event second = Samples.event("r7", 1, 1, Samples.T0 + 1, Samples.pose("r7", 2));
    assertEquals(1, after(batch(first), batch(second)).conflicts());
    assertEquals(1, robot.memory.state().place("r7").orElseThrow().z());
  }

  @Test
  @DisplayName("drops and counts what its inbox has no room for and what is too long")
  void flood() {
    Event event = Samples.event("r7", 1, 1, Samples.T0, Samples.pose("r7", 1));
    byte[][] flood = new byte[300][];
    Arrays.fill(flood, batch(event));
    ReplicationStats stats = after(flood);
    assertEquals(300 - 256, stats.overflowed());
    assertEquals(1, stats.applied());
    assertEquals(255, stats.duplicates());

    Inbox inbox = new Inbox(1);
    inbox.put(new byte[Transport.MAX_MESSAGE_BYTES + 1]);
    assertEquals(1, inbox.oversized());
    assertEquals(List.of(), inbox.drain());
  }

  @Test
  @DisplayName("remembers no more than so many peers and still answers")
  void manyPeers() {
    for (int i = 0; i < 3 * Peers.MAX_PEERS; i++) {
      Origin peer = new Origin("p" + i, 1);
      byte[] digest =
          MessageCodec.encode(Message.Digest.of(peer, new VersionVector())).orElseThrow();
      stranger.publish(Outbox.DIGESTS, digest);
      if (i % 200 == 199) {
        fleet.tick();
      }
    }
    fleet.tick();
    assertTrue(robot.replicator.stats().answered() > 0);
    fleet.robot(2).memory.record(Samples.pose("r2", 5));
    fleet.runUntilConverged(10 * Fleet.PERIOD_MILLIS);
  }

  @Test
  @DisplayName("is not moved by claims to have what does not exist")
  void boastful() {
    VersionVector all = new VersionVector();
    all.add(robot.memory.origin(), 1, Checks.MAX_INTEGER);
    all.add(new Origin("zz", Checks.MAX_INTEGER), 1, Checks.MAX_INTEGER);
    byte[] digest = MessageCodec.encode(Message.Digest.of(STRANGER, all)).orElseThrow();
    ReplicationStats stats =
        after(digest, MessageCodec.packPage(STRANGER, all, null).packer().message());
    assertEquals(0, stats.malformed());
    fleet.robot(1).memory.record(Samples.pose("r1", 5));
    fleet.runUntilConverged(10 * Fleet.PERIOD_MILLIS);
  }

  @Test
  @DisplayName("goes on when its store is full, and says so")
  void fullStore() {
    List<Event> events = new ArrayList<>();
    for (int seq = 1; seq <= 3_000; seq++) {
      events.add(Samples.event("r7", 1, seq, Samples.T0, Samples.pose("r7", seq)));
    }
    Path file = dir.resolve("small.memory");
    WallClock wall = new WallClock(Samples.T0);
    try (Memory small = Memory.open(file, "small", wall, 40 * 4096)) {
      Replicator replicator = new Replicator(small, fleet.network.join("small"), Fleet.SETTINGS);
      int tick = 0;
      for (; tick < 50; tick++) {
        fleet.tick();
        replicator.tick(tick * Fleet.TICK_MILLIS * 1_000_000);
      }
      robot.memory.merge(events);
      for (; tick < 100; tick++) {
        fleet.tick();
        replicator.tick(tick * Fleet.TICK_MILLIS * 1_000_000);
      }
      ReplicationStats stats = replicator.stats();
      assertTrue(stats.storeFailures() > 0);
      assertTrue(stats.lastFault().startsWith("no space for memory file"), stats.lastFault());
      assertTrue(small.state().place("r1").isPresent());

      // It stops asking for what it cannot keep, so the others stop sending.
      long before = fleet.network.eventBytes();
      for (; tick < 150; tick++) {
        fleet.tick();
        replicator.tick(tick * Fleet.TICK_MILLIS * 1_000_000);
      }
      assertEquals(before, fleet.network.eventBytes());
    }
  }
}
