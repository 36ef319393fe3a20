package dev.gondola.snn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The reference network R160")
class R160Test {

  @ParameterizedTest
  @EnumSource
  @DisplayName("spikes as the C program's does, 4,096 steps at about 5 % and 20 %")
  void checksums(EngineKind kind) {
    List<R160> workloads = R160.atBothRates(Workloads.engines(kind));
    assertEquals(Workloads.R160_SUMS, workloads.stream().map(R160::checksum).toList());
    assertEquals(0.05, workloads.getFirst().rate(), 0.05 * 0.03);
    assertEquals(0.20, workloads.getLast().rate(), 0.20 * 0.03);
  }

  @Test
  @DisplayName("starts from rest for every checksum, whatever ran before")
  void checksumsStartFromRest() {
    R160 workload = R160.atBothRates(Workloads.engines(EngineKind.FAST)).getFirst();
    assertNotEquals(0, workload.run(777));
    assertEquals(Workloads.R160_SUMS.getFirst(), workload.checksum());
  }

  @Test
  @DisplayName("has the read-out of one engine in the other")
  void readOut() {
    R160 scalar = R160.atBothRates(Workloads.engines(EngineKind.SCALAR)).getLast();
    R160 fast = R160.atBothRates(Workloads.engines(EngineKind.FAST)).getLast();
    scalar.checksum();
    fast.checksum();
    assertEquals(scalar.run(1000), fast.run(1000));
  }

  @Test
  @DisplayName("is drawn alike by the program in C that comes with it")
  void ownProgram(@TempDir Path folder) throws IOException {
    List<CProgram.Timing> timings = Workloads.program(folder).r160(1);
    assertEquals(Workloads.R160_SUMS, timings.stream().map(CProgram.Timing::checksum).toList());
    assertTrue(timings.stream().allMatch(t -> t.nanos() > 0));
  }

  @Test
  @DisplayName("is drawn alike by the program in C it was defined by")
  void definingProgram(@TempDir Path folder) throws IOException {
    Optional<Path> source = Workloads.shared("bench/snn-limit/loihi_limit.c");
    Assumptions.assumeTrue(source.isPresent(), "no loihi_limit.c in the folder gondola.shared");
    CProgram program = Workloads.programR160(source.orElseThrow(), folder);
    assertEquals(
        Workloads.R160_SUMS, program.r160(1).stream().map(CProgram.Timing::checksum).toList());
  }
}
