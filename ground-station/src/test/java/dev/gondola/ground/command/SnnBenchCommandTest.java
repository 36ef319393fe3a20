package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.snn.engine.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola snn bench")
class SnnBenchCommandTest {

  private static Run bench(Object... more) {
    return Cli.run(
        Stream.concat(Stream.of("snn", "bench", "--rounds", 1), Stream.of(more)).toArray());
  }

  @Test
  @DisplayName("without C gives the engines' times as JSON by its schema, which refuses another")
  void withoutC() {
    Run run = bench("--no-c", "--json");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("snn-bench", run.out());
    assertFalse(Cli.faults("snn-bench", run.out().replace("step_5", "step5")).isEmpty());
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertEquals(Engines.vectorBits(), report.get("vector_bits").intValue());
    assertTrue(report.get("compiler").isNull());
    assertTrue(report.at("/r160/c_ns_per_step_5").isNull());
    assertEquals(
        report.at("/paper/checksum").stringValue(),
        report.at("/population/checksum").stringValue());
  }

  @Test
  @DisplayName("beside C finds the same spikes")
  void besideC() {
    boolean compiler =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
    assumeTrue(compiler, "no gcc here");
    Run run = bench();
    assertEquals(ExitCodes.OK, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("C: gcc -O3 -march=native"), run.out());
    assertTrue(run.out().endsWith("checksums of spikes agree\n"), run.out());
  }

  @Test
  @DisplayName("ends with 1 for a compiler that there is not, saying what else can be done")
  void noCompiler() {
    Run run = bench("--cc", "no-such-compiler -O3");
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains("the C program cannot be compiled: "), run.err());
    assertTrue(run.err().contains("no-such-compiler"), run.err());
    assertTrue(run.err().contains("try --cc, or --no-c"), run.err());
  }

  @Test
  @DisplayName("ends with 2 for rounds that cannot be")
  void rounds() {
    Run run = Cli.run("snn", "bench", "--rounds", 0);
    assertEquals(ExitCodes.USAGE, run.code());
    assertTrue(run.err().contains("--rounds must be 1..1000"), run.err());
  }
}
