package dev.gondola.snn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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

/**
 * Runs tests of this module on Debian's arm64 build of OpenJDK 25, in an emulator. It needs {@code
 * bench/arm64/run-arm64.sh} of the shared folder (property {@code gondola.shared}), which unpacks
 * that build once, into the folder that property or environment variable {@code
 * GONDOLA_BENCH_ARM64} names, else into the user's cache.
 */
@Tag("bench")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@DisplayName("On arm64, with vectors of 128 bits")
class Arm64Test {
  // The script stops at the first compiler; of options given twice the JVM takes the last.
  private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";
  private static final String OPTIMISE_EARLY = BOTH_COMPILERS + " -XX:CompileThresholdScaling=0.02";

  private static final Path SHARED =
      Path.of(System.getProperty("gondola.shared", "../shared")).toAbsolutePath().normalize();
  private static final Path SCRIPT = SHARED.resolve("bench/arm64/run-arm64.sh");

  @BeforeEach
  void needsScriptAndPackages() throws IOException, InterruptedException {
    assume(Files.isExecutable(SCRIPT), "skipped: there is no " + SCRIPT);
    ChildJvm.Result version = ChildJvm.run(script("none", List.of("-version"), List.of()));
    assume(
        version.status() == 0 || packagesAreThere(),
        "skipped: no packages for arm64: " + version.output());
    assertEquals(0, version.status(), version.output());
  }

  @Test
  @DisplayName("golden data give no mismatch, and scalar = fast = population for 1,000 networks")
  void engines() throws IOException, InterruptedException {
    runTests("engine.EnginesTest", "golden.GoldenVerifierTest");
  }

  @Test
  @DisplayName("NIR files are read, run, written and read again")
  void nir() throws IOException, InterruptedException {
    runTests("nir.NirSamplesTest", "nir.NirSamplesRunTest", "nir.NirWriterTest");
  }

  @Test
  @DisplayName("checksums are those recorded, with the first compiler and with the optimising one")
  void compilers() throws IOException, InterruptedException {
    for (String mode : List.of("-XX:TieredStopAtLevel=1", OPTIMISE_EARLY)) {
      ChildJvm.Result result =
          ChildJvm.run(
              script(
                  EngineChecksums.class.getName(),
                  List.of("--add-modules=jdk.incubator.vector", mode),
                  List.of()));
      String expected = "vectorBits=128 " + WithoutVectorsTest.RECORDED;
      assertTrue(result.output().contains(expected), mode + ": " + result.output());
    }
  }

  private static void runTests(String... classes) throws IOException, InterruptedException {
    List<String> options =
        List.of(BOTH_COMPILERS, "--add-modules=jdk.incubator.vector", "-Dgondola.shared=" + SHARED);
    List<String> names = new ArrayList<>();
    for (String name : classes) {
      names.add("dev.gondola.snn." + name);
    }
    ChildJvm.Result result = ChildJvm.run(script(JUnitMain.class.getName(), options, names));
    System.out.println(result.output());
    assertEquals(0, result.status(), result.output());
    assertTrue(result.output().contains("aarch64, Java 25"), result.output());
  }

  private static List<String> script(String main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "-t", "500"));
    command.addAll(List.of("-r", root().toString(), "-b", SHARED.resolve("data").toString()));
    command.addAll(List.of("-m", main, "-j", String.join(" ", options)));
    ChildJvm.classPath().stream().filter(p -> Files.exists(Path.of(p))).forEach(command::add);
    command.add("--");
    command.addAll(arguments);
    return command;
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
