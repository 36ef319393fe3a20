package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example of the README")
class TwoRobotsExampleTest {

  /** Calls every subscriber at once, within one process. */
  static final class Hub implements Transport {
    private final Map<String, List<Consumer<byte[]>>> handlers = new ConcurrentHashMap<>();

    @Override
    public boolean publish(String channel, byte[] message) {
      handlers.getOrDefault(channel, List.of()).forEach(handler -> handler.accept(message));
      return true;
    }

    @Override
    public void subscribe(String channel, Consumer<byte[]> handler) {
      handlers.computeIfAbsent(channel, c -> new CopyOnWriteArrayList<>()).add(handler);
    }
  }

  @TempDir Path dir;

  @Test
  @DisplayName("ends with both robots knowing the other's last place")
  void bothKnow() {
    InstantSource wallClock = InstantSource.system();
    Transport transport = new Hub();
    try (Memory r1 = Memory.open(dir.resolve("r1.memory"), "r1", wallClock);
        Memory r2 = Memory.open(dir.resolve("r2.memory"), "r2", wallClock)) {
      Replicator replicator1 = new Replicator(r1, transport, Replicator.Settings.DEFAULT);
      Replicator replicator2 = new Replicator(r2, transport, Replicator.Settings.DEFAULT);

      r1.record(new Observation.Pose("r1", 0, 0, 2.5, wallClock.millis()));
      r2.record(new Observation.Pose("r2", 4, 0, 1.0, wallClock.millis()));
      for (long nowNanos = 0; nowNanos < 1_000_000_000; nowNanos += 200_000_000) {
        replicator1.tick(nowNanos);
        replicator2.tick(nowNanos);
      }

      assertEquals(1.0, r1.state().place("r2").orElseThrow().z());
      assertEquals(2.5, r2.state().place("r1").orElseThrow().z());
      assertEquals(r1.state().digest(), r2.state().digest());
    }
  }
}
