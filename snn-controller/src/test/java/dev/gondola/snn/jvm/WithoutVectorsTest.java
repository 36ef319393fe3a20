package dev.gondola.snn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.engine.Engines;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A JVM without the vector module gives the same steps")
class WithoutVectorsTest {
  /** Of {@link EngineChecksums}; they change with what {@code RandomNetworks} draws. */
  private static final String SINGLE = "c9339087a6257eec";

  private static final String POPULATION = "ae5575fc0bdb4d44";

  /** What the program prints after the width of the vectors. */
  static final String RECORDED = "fast=" + SINGLE + " population=" + POPULATION;

  @Test
  @DisplayName("started without the option, the engines run plain loops and give what is recorded")
  void moduleNotAsked() throws IOException, InterruptedException {
    assertRecorded(List.of());
  }

  @Test
  @DisplayName("so does a Java runtime that has java.base only")
  void moduleNotThere() throws IOException, InterruptedException {
    assertRecorded(List.of("--limit-modules", "java.base"));
  }

  private static void assertRecorded(List<String> options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(ChildJvm.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, ChildJvm.classPath())));
    command.add(EngineChecksums.class.getName());
    ChildJvm.Result result = ChildJvm.run(command);
    assertEquals("vectorBits=0 " + RECORDED, result.output().strip());
    assertEquals(0, result.status());
  }

  @Test
  @DisplayName("the vector loops of this JVM and the scalar engine give what is recorded")
  void vectorsHere() {
    assertTrue(Engines.vectorsAvailable(), "the tests run with --add-modules jdk.incubator.vector");
    assertEquals(SINGLE, hex(EngineChecksums.single(Engines::fast)));
    assertEquals(SINGLE, hex(EngineChecksums.single(Engines::scalar)));
    assertEquals(POPULATION, hex(EngineChecksums.population()));
    assertEquals(POPULATION, hex(EngineChecksums.populationOneByOne(Engines::scalar)));
  }

  private static String hex(long sum) {
    return HexFormat.of().toHexDigits(sum);
  }
}
