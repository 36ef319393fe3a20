package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service of {@code boards/loihi} on Lava's sources, where they are. */
final class LavaService implements AutoCloseable {
  private final Process process;
  private final HostAddress address;

  private LavaService(Process process, HostAddress address) {
    this.process = process;
    this.address = address;
  }

  private static String setting(String property, String variable, String otherwise) {
    String environment = System.getenv(variable);
    return System.getProperty(property, environment == null ? otherwise : environment);
  }

  /**
   * Starts the service, or has the test skipped with the reason printed.
   *
   * @param options of the service
   */
  static LavaService start(String... options) throws IOException {
    Path lava = Path.of(setting("gondola.lava", "GONDOLA_LAVA", "none"));
    boolean there = Files.isDirectory(lava.resolve("lava"));
    if (!there) {
      System.out.println(
          "not run: GONDOLA_LAVA names no folder with Lava's sources (the folder \"src\" of its"
              + " checkout)");
    }
    assumeTrue(there, "GONDOLA_LAVA names no folder with Lava's sources");
    String python = setting("gondola.lava.python", "GONDOLA_LAVA_PYTHON", "python3");
    ProcessBuilder builder = new ProcessBuilder(python, "-B", "-m", "gondola_loihi");
    builder.command().addAll(List.of(options));
    builder.environment().put("PYTHONPATH", lava.toString());
    builder.directory(Path.of(System.getProperty("gondola.root"), "boards", "loihi").toFile());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the service does not start");
    }
    return new LavaService(process, HostAddress.parse(line.substring("listening on ".length())));
  }

  HostAddress address() {
    return address;
  }

  /** Kills the service and whatever it started, but for those that tidy up after them. */
  void kill() {
    process
        .descendants()
        .filter(p -> !p.info().commandLine().orElse("").contains("resource_tracker"))
        .forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }
}
