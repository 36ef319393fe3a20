package dev.gondola.snn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The networks of the published controller's shape")
class PaperTest {
  /** Of the C program, which draws the same networks. */
  private static final String SUM = "8383a9b6de57591a";

  @ParameterizedTest
  @EnumSource
  @DisplayName("spike as the C program's do, 4,096 steps")
  void checksum(EngineKind kind) {
    Paper workload = new Paper(Workloads.engines(kind));
    assertEquals(SUM, workload.checksum());
    workload.run(123);
    assertEquals(SUM, workload.checksum());
    double rate = workload.rate();
    assertTrue(rate > 0.01 && rate < 0.9, "rate " + rate);
  }

  @ParameterizedTest(name = "{0} individuals")
  @ValueSource(ints = {1, 16, 20})
  @DisplayName("spike so too as the first of many in lock step")
  void population(int individuals) {
    PaperPopulation workload = new PaperPopulation(individuals);
    assertEquals(individuals, workload.individuals());
    assertEquals(SUM, workload.checksum());
    assertEquals(SUM, workload.checksum());
  }

  @Test
  @DisplayName("have the commands of one engine in the other, and in lock step")
  void commands() {
    Paper scalar = new Paper(Workloads.engines(EngineKind.SCALAR));
    Paper fast = new Paper(Workloads.engines(EngineKind.FAST));
    PaperPopulation population = new PaperPopulation(2);
    long sum = scalar.run(2000);
    assertEquals(sum, fast.run(2000));
    assertEquals(sum, population.run(2000));
  }

  @Test
  @DisplayName("are drawn alike by the program in C that comes with them")
  void ownProgram(@TempDir Path folder) throws IOException {
    CProgram.Timing timing = Workloads.program(folder).paper(1);
    assertEquals(SUM, timing.checksum());
    assertTrue(timing.nanos() > 0);
  }

  @Test
  @DisplayName("a compiler that is not there or fails is told with what it said")
  void noCompiler(@TempDir Path folder) {
    IOException absent =
        assertThrows(
            IOException.class,
            () -> CProgram.compileR160(folder.resolve("x.c"), folder, List.of("no-such-cc")));
    assertTrue(absent.getMessage().contains("no-such-cc"), absent.getMessage());
    IOException failed =
        assertThrows(
            IOException.class,
            () -> CProgram.compileR160(folder.resolve("x.c"), folder, List.of("false")));
    assertTrue(failed.getMessage().startsWith("false -o"), failed.getMessage());
  }
}
