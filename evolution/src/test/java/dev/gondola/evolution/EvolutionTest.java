package dev.gondola.evolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Evolution")
class EvolutionTest {
  static final EvolutionConfig TINY = new EvolutionConfig(7, 2, 2, 2, 4, 2, 2, 2, 2);

  @TempDir private Path folder;

  @Test
  @DisplayName("stopped after every generation and resumed, it gives the unbroken run's very file")
  void resumes() throws IOException {
    RunFolder unbroken = new RunFolder(folder.resolve("unbroken"));
    assertTrue(run(unbroken, Optional.empty(), 1, false));

    RunFolder broken = new RunFolder(folder.resolve("broken"));
    int stops = 0;
    while (!run(broken, broken.checkpoint(), 3, true)) {
      stops++;
      assertTrue(stops <= TINY.generations(), "the run does not get on");
    }
    assertEquals(TINY.generations(), stops);
    assertArrayEquals(
        Files.readAllBytes(unbroken.controllerFile()), Files.readAllBytes(broken.controllerFile()));
    assertEquals(
        Files.readString(folder.resolve("unbroken/progress.csv")),
        Files.readString(folder.resolve("broken/progress.csv")));
  }

  private static boolean run(
      RunFolder folder, Optional<Checkpoint> from, int threads, boolean stop) {
    try (Evaluator evaluator = new Evaluator(threads)) {
      return new Evolution(TINY, folder, (s, g, of, b, v) -> {}, () -> 0)
          .run(from, evaluator, () -> stop)
          .isPresent();
    }
  }

  @Test
  @Tag("slow")
  @DisplayName("killed with SIGKILL and resumed, it gives the unbroken run's very file")
  void survivesKill() throws Exception {
    RunFolder unbroken = new RunFolder(folder.resolve("unbroken"));
    run(unbroken, Optional.empty(), 2, false);
    Path broken = folder.resolve("broken");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                broken.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("child.log").toFile())
            .start();
    RunFolder run = new RunFolder(broken);
    while (child.isAlive() && !Files.exists(run.checkpointFile())) {
      Thread.sleep(5);
    }
    child.destroyForcibly();
    assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    assertFalse(run.hasResult(), "killed before the end: " + folder.resolve("child.log"));
    assertTrue(run(run, run.checkpoint(), 1, false));
    assertArrayEquals(
        Files.readAllBytes(unbroken.controllerFile()), Files.readAllBytes(run.controllerFile()));
  }

  /** An evolution that writes a checkpoint after every generation, to be killed. */
  static final class Child {
    private static final long MINUTE = 60_000_000_000L;

    private Child() {}

    public static void main(String[] args) {
      AtomicLong now = new AtomicLong();
      try (Evaluator evaluator = new Evaluator(1)) {
        new Evolution(
                TINY,
                new RunFolder(Path.of(args[0])),
                (s, g, of, b, v) -> {},
                () -> now.addAndGet(MINUTE))
            .run(Optional.empty(), evaluator, () -> false);
      }
    }
  }
}
