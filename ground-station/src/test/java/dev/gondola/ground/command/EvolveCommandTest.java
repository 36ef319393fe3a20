package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("gondola evolve")
class EvolveCommandTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("does not go on where there is no checkpoint")
  void nothingToResume() {
    Run run = Cli.run("evolve", "--out", folder, "--resume");
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains("checkpoint.json"), run.err());
  }

  @Test
  @DisplayName("does not write into a folder that holds a run")
  void occupied() throws IOException {
    Files.writeString(folder.resolve("controller.json"), "{}");
    Run run = Cli.run("evolve", "--out", folder);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains("--resume"), run.err());
    assertEquals("{}", Files.readString(folder.resolve("controller.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--population=3", "--generations=1,1", "--threads=0"})
  @DisplayName("refuses an impossible option with exit code 2")
  void badOption(String option) {
    assertEquals(ExitCodes.USAGE, Cli.run("evolve", "--out", folder, option).code());
  }

  @Test
  @Tag("slow")
  @DisplayName("--estimate --json follows its schema")
  void estimate() {
    Run run = Cli.run("evolve", "--estimate", "--json");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("evolve-estimate", run.out());
    assertFalse(Cli.faults("evolve-estimate", run.out().replace("genes", "x")).isEmpty());
  }

  @Test
  @Tag("slow")
  @DisplayName("evolves a controller that replay takes")
  void evolves() {
    Run run = Cli.run("evolve", "--out", folder, "--population", 4, "--generations", "1,1,1,1");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertTrue(run.out().contains("gondola fly --controller"), run.out());
    assertTrue(Files.exists(folder.resolve("controller.json")));
  }
}
