package dev.gondola.boards.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link KernelBench} in a test kernel. It needs {@code bench/vm/run-vm.sh} of the shared
 * folder (property {@code gondola.shared}). The kernel is built once, into the folder that property
 * or environment variable {@code GONDOLA_BENCH_KERNEL} names, else into the user's cache.
 */
@Tag("bench")
class KernelBenchTest {
  @TempDir Path folder;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  @DisplayName("The Linux provider talks to the kernel's I2C, GPIO and PWM")
  void kernel() throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("gondola.shared", "../shared"), "bench/vm/run-vm.sh");
    assumeTrue(Files.isExecutable(script), "skipped: there is no " + script);

    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of("-k", kernelFolder().toString()));
    command.addAll(List.of("-J", System.getProperty("java.home")));
    command.addAll(List.of("-m", KernelBench.class.getName()));
    command.addAll(classPath());
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();

    String text = Files.readString(output);
    System.out.println(text);
    assertEquals(0, status, text);
    assertTrue(text.contains("all ok"), text);
  }

  private static Path kernelFolder() {
    String named =
        System.getProperty("GONDOLA_BENCH_KERNEL", System.getenv("GONDOLA_BENCH_KERNEL"));
    if (named != null) {
      return Path.of(named);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return root.resolve("gondola/bench-kernel");
  }

  // Surefire gives the JVM a jar with a manifest only, and the real path in a property.
  private static List<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(path.split(File.pathSeparator));
  }
}
