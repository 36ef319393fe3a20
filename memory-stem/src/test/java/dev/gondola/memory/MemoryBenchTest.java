package dev.gondola.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prints figures and asserts nothing about time. */
@Tag("bench")
@DisplayName("Figures of the memory")
class MemoryBenchTest {

  @TempDir Path dir;

  @ParameterizedTest(name = "{0} a commit")
  @CsvSource({"1,10000", "32,100000", "1000,500000"})
  @DisplayName("append rates")
  void append(int batch, int count) {
    Payload note = new TaskNote("survey-7", TaskNote.Status.OK, "reached the north wall");
    for (Payload payload : List.of(Samples.pose("r1", 1.234), note)) {
      Path file = dir.resolve(payload.kind() + batch);
      try (Memory memory = Memory.open(file, "r1", new WallClock(Samples.T0))) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i += batch) {
          memory.record(Collections.nCopies(batch, payload));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        System.out.printf(
            Locale.ROOT,
            "append %-5s %5d a commit: %7.0f events/s%n",
            payload.kind(),
            batch,
            count / seconds);
      }
    }
  }

  @Test
  @DisplayName("opening a file of a million poses")
  void open() throws IOException {
    Path file = dir.resolve("million");
    WallClock wall = new WallClock(Samples.T0);
    try (Memory memory = Memory.open(file, "r1", wall)) {
      for (int i = 0; i < 1_000; i++) {
        List<Payload> poses = new ArrayList<>();
        for (int j = 0; j < 1_000; j++) {
          poses.add(new Observation.Pose("r1", i * 1e-3, j * 1e-3, 1.234, Samples.T0 + i));
        }
        memory.record(poses);
      }
    }
    long start = System.nanoTime();
    Memory.open(file, "r1", wall).close();
    System.out.printf(
        Locale.ROOT,
        "open 1,000,000 poses: %.1f s, %d bytes a pose on disk%n",
        (System.nanoTime() - start) * 1e-9,
        Files.size(file) / 1_000_000);
  }

  @ParameterizedTest(name = "{0} robots")
  @ValueSource(ints = {2, 8, 32})
  @DisplayName("bytes after 600 s in two halves, 1 pose/s a robot, digests every 5 s")
  void partition(int robots) {
    Replicator.Settings settings =
        new Replicator.Settings(
            Duration.ofSeconds(5), Replicator.Settings.DEFAULT.bytesPerSecond(), 1024);
    try (Fleet fleet = new Fleet(dir, robots, 1, settings)) {
      Partition.Result result = Partition.run(fleet, 600_000);
      System.out.printf(
          Locale.ROOT,
          "%2d robots: missed %d events, %d bytes; sent %d bytes of events (x%.3f), %d in all"
              + " (x%.3f); equal after %.1f s%n",
          robots,
          result.missedEvents(),
          result.missedBytes(),
          result.eventBytes(),
          (double) result.eventBytes() / result.missedBytes(),
          result.allBytes(),
          (double) result.allBytes() / result.missedBytes(),
          result.millis() * 1e-3);
    }
  }
}
