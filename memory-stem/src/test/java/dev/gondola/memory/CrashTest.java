package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A memory whose process is killed (SIGKILL) while it records")
class CrashTest {

  @TempDir Path dir;

  /** Records batches until it is killed; prints the keys of each batch once it is acknowledged. */
  static final class Recorder {
    private Recorder() {}

    public static void main(String[] args) {
      RandomGenerator random = Samples.random(Long.parseLong(args[1]));
      try (Memory memory = Memory.open(Path.of(args[0]), "r1", InstantSource.system())) {
        while (true) {
          List<Payload> batch = new ArrayList<>();
          for (int i = random.nextInt(20); i >= 0; i--) {
            batch.add(Samples.payload(random, 3));
          }
          StringBuilder line = new StringBuilder();
          memory.record(batch).forEach(event -> line.append(event.key()).append(' '));
          System.out.println(line.append('.'));
        }
      }
    }
  }

  @Test
  @DisplayName("has every acknowledged event afterwards and never uses a key again, 3 times")
  void fewRounds() throws IOException, InterruptedException {
    rounds(3);
  }

  @Test
  @Tag("slow")
  @DisplayName("has every acknowledged event afterwards and never uses a key again, 100 times")
  void manyRounds() throws IOException, InterruptedException {
    rounds(100);
  }

  private void rounds(int rounds) throws IOException, InterruptedException {
    Path file = dir.resolve("r1.memory");
    RandomGenerator random = Samples.random(42);
    Set<String> acknowledged = new HashSet<>();
    Set<Long> boots = new HashSet<>();
    for (int round = 0; round < rounds; round++) {
      for (String key : recordAndKill(file, round, 20 + random.nextInt(200))) {
        assertTrue(acknowledged.add(key), "key used twice: " + key);
      }
      try (EventStore store =
          EventStore.open(file, "r1", InstantSource.system(), EventStore.DEFAULT_MAX_BYTES)) {
        assertTrue(boots.add(store.boot()), "boot used twice");
        Set<String> stored = new HashSet<>();
        store.replay(event -> stored.add(event.key().toString()));
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(stored);
        assertEquals(Set.of(), lost, "round " + round);
      }
    }
    System.out.println(rounds + " kills: " + acknowledged.size() + " acknowledged, 0 lost");
  }

  private static List<String> recordAndKill(Path file, long seed, int batches)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Recorder.class.getName(),
            file.toString(),
            Long.toString(seed));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> keys = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int read = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.endsWith(".")) {
          keys.addAll(List.of(line.substring(0, line.length() - 2).split(" ")));
        }
        if (++read == batches) {
          // Through the handle: the pipe stays open, so that the last acknowledgements are read
          // too.
          process.toHandle().destroyForcibly();
        }
      }
      assertTrue(read >= batches, "the recorder ended by itself after " + read + " batches");
    }
    process.waitFor();
    return keys;
  }
}
