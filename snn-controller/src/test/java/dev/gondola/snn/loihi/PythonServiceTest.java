package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Loihi host service")
class PythonServiceTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @Test
  @DisplayName("passes its own unit tests, damaged frames and networks included")
  void unitTests() throws Exception {
    assumeTrue(
        Files.isExecutable(PYTHON) && run(Path.of("."), "-c", "import numpy").isEmpty(),
        "not run: there is no " + PYTHON + " with numpy");
    Path service = Path.of(System.getProperty("gondola.root"), "boards", "loihi");
    String output = run(service, "-B", "-m", "unittest", "discover", "-t", ".", "-s", "tests");
    assertTrue(output.endsWith("OK\n"), output);
  }

  /** Runs Python and returns what it says, followed by its exit code where that is not 0. */
  private static String run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON.toString());
    builder.command().addAll(List.of(arguments));
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "Python does not end");
    return process.exitValue() == 0 ? output : output + "exit code " + process.exitValue();
  }
}
