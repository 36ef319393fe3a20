package dev.gondola.actuators.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Two serial devices joined by a wire: a pair of pseudo terminals held by socat. Killing socat
 * unplugs both ends.
 */
public final class PseudoTerminals implements AutoCloseable {
  private final Path ours;
  private final Path theirs;
  private Process socat;

  /** Makes the pair in a folder and plugs it in; skips the test, saying why, without socat. */
  public PseudoTerminals(Path folder) throws IOException {
    if (!isSocatThere()) {
      System.out.println("skipped: socat is not on the PATH, nothing is tried on a real terminal");
      abort();
    }
    this.ours = folder.resolve("ours");
    this.theirs = folder.resolve("theirs");
    plugIn();
  }

  private static boolean isSocatThere() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, "socat"))) {
        return true;
      }
    }
    return false;
  }

  /** The end for the code under test. */
  public Path ours() {
    return ours;
  }

  /** The end for the simulated device. */
  public Path theirs() {
    return theirs;
  }

  /** Makes the pair again after {@link #unplug}. */
  public void plugIn() throws IOException {
    socat =
        new ProcessBuilder("socat", "pty,raw,echo=0,link=" + ours, "pty,raw,echo=0,link=" + theirs)
            .inheritIO()
            .start();
    Waiting.waitFor("pseudo terminals", () -> Files.exists(ours) && Files.exists(theirs));
  }

  /** Kills socat: both ends hang up and their names vanish. */
  public void unplug() throws IOException {
    socat.destroyForcibly();
    try {
      if (!socat.waitFor(10, TimeUnit.SECONDS)) {
        throw new IOException("socat does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(ours);
    Files.deleteIfExists(theirs);
  }

  @Override
  public void close() throws IOException {
    unplug();
  }
}
