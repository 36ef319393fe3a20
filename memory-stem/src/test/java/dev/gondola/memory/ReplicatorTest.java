package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A replicator")
class ReplicatorTest {

  @TempDir Path dir;

  @Test
  @DisplayName("sends a new event at its next tick and only once")
  void sendsOnce() {
    try (Fleet fleet = new Fleet(dir, 3, 1)) {
      fleet.run(Fleet.PERIOD_MILLIS);
      fleet.robot(1).memory.record(Samples.pose("r1", 1.25));
      fleet.run(2 * Fleet.TICK_MILLIS);
      for (Fleet.Robot robot : fleet.robots) {
        assertEquals(1.25, robot.memory.state().place("r1").orElseThrow().z());
      }
      long bytes = fleet.network.eventBytes();
      fleet.run(10 * Fleet.PERIOD_MILLIS);
      assertEquals(bytes, fleet.network.eventBytes(), "nothing is sent twice on a good network");
      assertEquals(0, fleet.robot(2).replicator.stats().duplicates());
    }
  }

  @ParameterizedTest(name = "{0} robots")
  @ValueSource(ints = {2, 3, 8})
  @DisplayName("sends after a partition what was missed and not much more, within two periods")
  void bytesAfterPartition(int size) {
    try (Fleet fleet = new Fleet(dir, size, 1)) {
      Partition.Result result = Partition.run(fleet, 120_000);
      assertTrue(
          result.eventBytes() <= 1.2 * result.missedBytes(), () -> "too much sent: " + result);
      assertTrue(
          result.millis() <= 2 * Fleet.PERIOD_MILLIS + 2 * Fleet.TICK_MILLIS,
          () -> "too slow: " + result);
    }
  }

  @Test
  @DisplayName("leaves the answer to the maker, or to the lowest id while that one is silent")
  void whoAnswers() {
    try (Fleet fleet = new Fleet(dir, 4, 1)) {
      fleet.network.connect((from, to) -> !from.equals("r4") && !to.equals("r4"));
      fleet.robot(3).memory.record(Samples.pose("r3", 1));
      fleet.run(3 * Fleet.PERIOD_MILLIS);
      fleet.network.connect((from, to) -> true);
      fleet.runUntilConverged(3 * Fleet.PERIOD_MILLIS);
      assertEquals(List.of(0L, 0L, 1L, 0L), answered(fleet));

      fleet.network.connect((from, to) -> !from.equals("r4") && !to.equals("r4"));
      fleet.robot(3).memory.record(Samples.pose("r3", 2));
      fleet.run(3 * Fleet.PERIOD_MILLIS);
      fleet.network.connect((from, to) -> !from.equals("r3") && !to.equals("r3"));
      fleet.run(6 * Fleet.PERIOD_MILLIS);
      assertEquals(2, fleet.robot(4).memory.state().place("r3").orElseThrow().z());
      assertEquals(List.of(1L, 0L, 1L, 0L), answered(fleet));
    }
  }

  private static List<Long> answered(Fleet fleet) {
    return fleet.robots.stream().map(robot -> robot.replicator.stats().answered()).toList();
  }

  @Test
  @DisplayName("answers in the stead of one who does not hear the question")
  void answersInTheSteadOfAnother() {
    try (Fleet fleet = new Fleet(dir, 4, 1)) {
      fleet.network.connect((from, to) -> !from.equals("r4") && !to.equals("r4"));
      fleet.robot(1).memory.record(Samples.pose("r1", 1));
      fleet.run(3 * Fleet.PERIOD_MILLIS);
      // r4 hears r1's newer events, but r1 never hears that r4 lacks the first one.
      fleet.network.connect((from, to) -> !(from.equals("r4") && to.equals("r1")));
      for (int period = 0; period < 5; period++) {
        fleet.robot(1).memory.record(Samples.pose("r1", 2));
        fleet.run(Fleet.PERIOD_MILLIS);
      }
      assertTrue(fleet.converged());
      assertTrue(fleet.robot(2).replicator.stats().answered() > 0);
      assertEquals(0, fleet.robot(1).replicator.stats().answered());
    }
  }

  @Test
  @DisplayName("gives a robot back what it lost in a power cut, and its new events get new keys")
  void powerCut() throws IOException {
    try (Fleet fleet = new Fleet(dir, 2, 1)) {
      Fleet.Robot robot = fleet.robot(1);
      Set<Event> made = new HashSet<>();
      made.add(robot.memory.record(Samples.pose("r1", 1)));
      robot.restart();
      Path file = dir.resolve("r1.memory");
      robot.stop();
      byte[] before = Files.readAllBytes(file);
      robot.memory = Memory.open(file, "r1", robot.wall);
      robot.replicator = new Replicator(robot.memory, fleet.network.join("r1"), Fleet.SETTINGS);
      made.add(robot.memory.record(Samples.pose("r1", 2)));
      fleet.run(Fleet.PERIOD_MILLIS);

      // As if the disk had never seen the last boot.
      robot.stop();
      Files.write(file, before);
      robot.wall.advance(30_000);
      robot.memory = Memory.open(file, "r1", robot.wall);
      robot.replicator = new Replicator(robot.memory, fleet.network.join("r1"), Fleet.SETTINGS);
      made.add(robot.memory.record(Samples.pose("r1", 3)));
      fleet.runUntilConverged(5 * Fleet.PERIOD_MILLIS);
      assertEquals(made, robot.events());
      assertEquals(made, fleet.robot(2).events());
      assertEquals(3, made.stream().map(Event::key).distinct().count());
      assertEquals(3, robot.memory.state().place("r1").orElseThrow().z());
    }
  }

  @Test
  @DisplayName(
      "brings a newcomer up to date over many boots, then states them in one short message")
  void manyBoots() {
    try (Fleet fleet = new Fleet(dir, 3, 1)) {
      Fleet.Robot absent = fleet.robot(3);
      fleet.network.connect((from, to) -> !from.equals("r3") && !to.equals("r3"));
      for (int boot = 0; boot < 300; boot++) {
        List<Event> events =
            List.of(Samples.event("r9", boot + 1, 1, Samples.T0 + boot, Samples.pose("r9", boot)));
        fleet.robot(1).memory.merge(events);
        if (boot % 3 == 0) {
          absent.memory.merge(events);
        }
      }
      fleet.run(10 * Fleet.PERIOD_MILLIS);
      assertEquals(fleet.robot(1).memory.held(), fleet.robot(2).memory.held());
      fleet.network.connect((from, to) -> true);
      fleet.runUntilConverged(10 * Fleet.PERIOD_MILLIS);
      assertEquals(299, absent.memory.state().place("r9").orElseThrow().z());

      fleet.run(2 * Fleet.PERIOD_MILLIS);
      long before = fleet.network.publishedBytes();
      fleet.run(Fleet.PERIOD_MILLIS);
      long bytes = fleet.network.publishedBytes() - before;
      assertTrue(bytes < 3 * 400, bytes + " bytes a period though nothing is new");
    }
  }

  @Test
  @DisplayName("copes with more robots than one statement holds and more gaps than it names")
  void manyRobotsAndGaps() {
    try (Fleet fleet = new Fleet(dir, 3, 1)) {
      List<Event> events = new ArrayList<>();
      for (int robot = 0; robot < 400; robot++) {
        String id = "robot-with-a-long-name-" + robot;
        events.add(Samples.event(id, 1, 1, Samples.T0, Samples.pose(id, robot)));
      }
      List<Event> odd = new ArrayList<>();
      for (int seq = 1; seq <= 1_000; seq++) {
        Event event = Samples.event("r9", 1, seq, Samples.T0 + seq, Samples.pose("r9", seq));
        events.add(event);
        if (seq % 2 == 1) {
          odd.add(event);
        }
      }
      fleet.robot(1).memory.merge(events);
      fleet.robot(2).memory.merge(odd);
      fleet.runUntilConverged(20 * Fleet.PERIOD_MILLIS);
      assertEquals(new HashSet<>(events), fleet.robot(3).events());
    }
  }

  @Test
  @DisplayName("keeps new events while the transport is down and sends them when it is back")
  void linkDown() {
    try (Fleet fleet = new Fleet(dir, 2, 1)) {
      fleet.network.refuse(true);
      for (int i = 1; i <= 500; i++) {
        fleet.robot(1).memory.record(Samples.pose("r1", i));
      }
      fleet.run(5 * Fleet.PERIOD_MILLIS);
      assertEquals(0, fleet.robot(1).replicator.stats().bytesSent());
      fleet.network.refuse(false);
      fleet.run(2 * Fleet.TICK_MILLIS);
      assertTrue(fleet.converged());
      assertEquals(500, fleet.robot(2).memory.state().place("r1").orElseThrow().z());
    }
  }

  @Test
  @DisplayName("does not send faster than its rate")
  void rate() {
    Replicator.Settings slow = new Replicator.Settings(Fleet.SETTINGS.digestPeriod(), 10_000, 256);
    try (Fleet fleet = new Fleet(dir, 2, 1, slow)) {
      List<Payload> payloads = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        payloads.add(Samples.pose("r1", i));
      }
      fleet.robot(1).memory.record(payloads);
      long before = 0;
      while (!fleet.converged()) {
        fleet.run(1_000);
        long sent = fleet.robot(1).replicator.stats().bytesSent();
        assertTrue(
            sent - before <= 2 * 10_000 + Transport.MAX_MESSAGE_BYTES + 1_000,
            (sent - before) + " bytes in a second");
        assertTrue(sent > before || fleet.converged(), "stuck");
        before = sent;
      }
      assertFalse(before < 100_000);
    }
  }
}
