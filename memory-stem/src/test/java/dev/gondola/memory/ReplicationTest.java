package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Memories replicated over a bad network")
class ReplicationTest {

  @TempDir Path dir;

  @ParameterizedTest(name = "{0} robots, seed {1}")
  @CsvSource({"2,1", "2,2", "2,3", "3,4", "3,5", "3,6", "8,7"})
  @DisplayName("become equal after losses, repetitions, delays, partitions and restarts")
  void converge(int robots, long seed) {
    check(robots, seed, 20_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @Tag("slow")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @DisplayName("become equal, also eight of them after minutes")
  void convergeLonger(long seed) {
    check(8, seed, 120_000);
  }

  private void check(int size, long seed, long millis) {
    RandomGenerator random = Samples.random(seed);
    try (Fleet fleet = new Fleet(dir, size, seed)) {
      fleet.network.conditions(0.2, 0.1, 3_000);
      Set<Event> made = new HashSet<>();
      for (long t = 0; t < millis; t += Fleet.TICK_MILLIS) {
        if (t % 4_000 == 0) {
          partition(fleet, random);
        }
        for (Fleet.Robot robot : fleet.robots) {
          if (random.nextInt(5) == 0) {
            made.add(robot.memory.record(Samples.payload(random, size)));
          }
          if (random.nextInt(200) == 0) {
            robot.restart();
          }
        }
        fleet.tick();
      }
      fleet.network.connect((from, to) -> true);
      fleet.runUntilConverged(30 * Fleet.PERIOD_MILLIS);

      MemoryState expected = MemoryState.fold(made);
      assertTrue(made.size() > size * millis / 2_000, made.size() + " events");
      for (Fleet.Robot robot : fleet.robots) {
        assertEquals(made, robot.events(), robot.id);
        assertEquals(expected.digest(), robot.memory.state().digest(), robot.id);
        assertEquals(0, robot.replicator.stats().malformed());
        assertEquals(0, robot.replicator.stats().conflicts());
      }
    }
  }

  private static void partition(Fleet fleet, RandomGenerator random) {
    Map<String, Integer> group = new HashMap<>();
    fleet.robots.forEach(robot -> group.put(robot.id, random.nextInt(3)));
    fleet.network.connect((from, to) -> group.get(from).equals(group.get(to)));
  }
}
