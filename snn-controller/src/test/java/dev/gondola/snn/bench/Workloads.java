package dev.gondola.snn.bench;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineKind;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;

/** What the tests of the workloads share: their checksums, and a C compiler where there is one. */
final class Workloads {
  /** Of the two C programs, which draw the same network. */
  static final List<String> R160_SUMS = List.of("8f1a75be99096dd2", "d141eb1fb94b7b77");

  private static final List<String> GCC = List.of("gcc", "-O2");

  private Workloads() {}

  static Function<Network, Engine> engines(EngineKind kind) {
    return network -> kind.make(network, Range.CHIP);
  }

  /** Compiles our C program; skips the test where there is no compiler. */
  static CProgram program(Path folder) throws IOException {
    requireCompiler();
    return CProgram.compile(folder, GCC);
  }

  /** Compiles another program for R160; skips the test where there is no compiler. */
  static CProgram programR160(Path source, Path folder) throws IOException {
    requireCompiler();
    return CProgram.compileR160(source, folder, GCC);
  }

  private static void requireCompiler() {
    Assumptions.assumeTrue(compiles(), "no gcc on this machine: the C program is left out");
  }

  private static boolean compiles() {
    try {
      Process gcc = new ProcessBuilder("gcc", "--version").redirectErrorStream(true).start();
      gcc.getInputStream().readAllBytes();
      return gcc.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns a file of the shared folder, if it is there. */
  static Optional<Path> shared(String name) {
    return Optional.ofNullable(System.getProperty("gondola.shared"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::exists);
  }
}
