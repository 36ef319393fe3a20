package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.ground.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs commands on Debian's arm64 build of OpenJDK 25, in an emulator. It needs {@code
 * bench/arm64/run-arm64.sh} and the data of the shared folder (property {@code gondola.shared}).
 * The script unpacks that build once, into the folder that property or environment variable {@code
 * GONDOLA_BENCH_ARM64} names, else into the user's cache.
 */
@Tag("bench")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@DisplayName("On arm64")
class SnnOnArm64Test {
  private static final Path SHARED =
      Path.of(System.getProperty("gondola.shared", "../shared")).toAbsolutePath().normalize();
  private static final Path SCRIPT = SHARED.resolve("bench/arm64/run-arm64.sh");
  private static final Path DATA = SHARED.resolve("data");

  @TempDir Path folder;

  @BeforeEach
  void needsScriptAndPackages() throws IOException, InterruptedException {
    assume(Files.isExecutable(SCRIPT), "skipped: there is no " + SCRIPT);
    Cli.Run version = run(List.of("-m", "none", "-j", "-version"));
    assume(
        version.code() == 0 || packagesAreThere(),
        "skipped: no packages for arm64: " + version.err());
    assertEquals(0, version.code(), version.err());
  }

  @Test
  @DisplayName("snn verify finds no mismatch and nothing unsupported, scalar and fast")
  void verify() throws IOException, InterruptedException {
    Cli.Run run = gondola("snn", "verify", golden(), "--engine", "all", "--beyond-chip", "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertEquals(32, report.get("cases").asInt(), run.out());
    assertEquals(0, report.get("mismatches").asInt(), run.out());
    assertEquals(0, report.get("unsupported").asInt(), run.out());
  }

  @Test
  @DisplayName("snn info tells the same of NIR files as here, also after a run")
  void info() throws IOException, InterruptedException {
    assertSameAsHere("snn", "info", nir("gen_all_nodes.nir"), "--json");
    assertSameAsHere("snn", "info", nir("gen_cubalif_rec160.nir"), "--steps", "300", "--json");
  }

  @Test
  @DisplayName("snn import writes the same network as here")
  void importing() throws IOException, InterruptedException {
    Path file = folder.resolve("net.json");
    Object[] command = {"snn", "import", nir("gen_lif_controller.nir"), "-o", file, "--json"};
    Cli.Run there = gondola(command);
    assertEquals(0, there.code(), there.err());
    String network = Files.readString(file);
    Files.delete(file);
    Cli.Run here = Cli.run(command);
    assertEquals(here.out(), there.out());
    assertEquals(Files.readString(file), network);
  }

  private void assertSameAsHere(Object... command) throws IOException, InterruptedException {
    Cli.Run there = gondola(command);
    assertEquals(0, there.code(), there.err());
    assertTrue(there.out().length() > 100, there.out());
    assertEquals(Cli.run(command).out(), there.out());
  }

  private Cli.Run gondola(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("-m", Main.class.getName()));
    command.addAll(List.of("-b", DATA.toString(), "-b", folder.toString()));
    command.addAll(List.of("-j", "--add-modules=jdk.incubator.vector"));
    classPath().stream().filter(p -> Files.exists(Path.of(p))).forEach(command::add);
    command.add("--");
    List.of(arguments).forEach(argument -> command.add(argument.toString()));
    return run(command);
  }

  private Cli.Run run(List<String> scriptArguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "-r", root().toString()));
    command.addAll(scriptArguments);
    Path err = folder.resolve("err.txt");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Cli.Run(process.waitFor(), out, Files.readString(err));
  }

  private static Path golden() {
    return DATA.resolve("loihi-golden");
  }

  private static Path nir(String name) {
    return DATA.resolve("nir").resolve(name);
  }

  // Surefire gives the JVM a jar with a manifest only, and the real path in a property.
  private static List<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(path.split(File.pathSeparator));
  }

  private static Path root() {
    String named = System.getProperty("GONDOLA_BENCH_ARM64", System.getenv("GONDOLA_BENCH_ARM64"));
    if (named != null) {
      return Path.of(named);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return root.resolve("gondola/bench-arm64");
  }

  private static boolean packagesAreThere() {
    return Files.exists(root().resolve(".made"))
        && Files.isExecutable(Path.of("/usr/bin/qemu-aarch64-static"));
  }

  // Surefire's own report names no reason.
  private static void assume(boolean condition, String reason) {
    if (!condition) {
      System.out.println(reason);
    }
    assumeTrue(condition, reason);
  }
}
