package dev.gondola.evolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gondola.evolution.search.CmaState;
import dev.gondola.snn.NetworkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Checkpoint file")
class CheckpointJsonTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static String text() {
    double[] genes = {0.1, -1.0 / 3, 1e-300};
    CmaState search = new CmaState(3, 0.05, genes, genes, genes, genes, new double[0][]);
    return CheckpointJson.write(
            new Checkpoint(EvolutionTest.TINY, Stage.TUNE, search, genes, 0.25, List.of(genes)))
        .toString();
  }

  private static Checkpoint read(String text) {
    return CheckpointJson.read("checkpoint.json", MAPPER.readTree(text));
  }

  private static List<String> schemaFaults(String text) throws IOException {
    try (InputStream in =
        CheckpointJson.class.getResourceAsStream("schema/evolution.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(text, InputFormat.JSON).stream().map(Object::toString).toList();
    }
  }

  @Test
  @DisplayName("reads back bit for bit and follows its schema")
  void roundTrip() throws IOException {
    Checkpoint c = read(text());
    assertEquals(text(), CheckpointJson.write(c).toString());
    assertArrayEquals(new double[] {0.1, -1.0 / 3, 1e-300}, c.best());
    assertEquals(EvolutionTest.TINY, c.config());
    assertEquals(List.of(), schemaFaults(text()));
  }

  @ParameterizedTest(name = "{0} -> {1}: names {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gondola-evolution/1 | other/1        | format
          "population":4      | "population":0 | population
          "pairs":2           | "pairs":"x"    | pairs
          "stage":"tune"      | "stage":"x"    | stage
          "sigma":0.05        | "sigma":-1     | sigma
          "bestValidation"    | "bests"        | bestValidation
          "generation":3      | "generation":-1 | generation
          """)
  @DisplayName("names each fault, as the schema finds it")
  void faults(String from, String to, String named) throws IOException {
    String broken = text().replace(from, to);
    NetworkException e = assertThrows(NetworkException.class, () -> read(broken));
    assertTrue(e.getMessage().contains(named), e.getMessage());
    assertFalse(schemaFaults(broken).isEmpty());
  }

  @Test
  @DisplayName("must hold a genome for every stage before")
  void finishedStages() {
    String broken = text().replace("\"stage\":\"tune\"", "\"stage\":\"integral\"");
    NetworkException e = assertThrows(NetworkException.class, () -> read(broken));
    assertTrue(e.getMessage().contains("finished"), e.getMessage());
  }

  @Test
  @DisplayName("mutated, is read or refused, and nothing else")
  void mutations() {
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int k = 0; k < 2000; k++) {
      StringBuilder text = new StringBuilder(text());
      for (int m = random.nextInt(1, 4); m > 0; m--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(' ', '~'));
      }
      try {
        read(text.toString());
      } catch (NetworkException | JacksonException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, "refused: " + refused);
  }
}
