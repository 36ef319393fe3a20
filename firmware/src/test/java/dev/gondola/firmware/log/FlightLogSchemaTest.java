package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The flight log's JSON Schemas")
class FlightLogSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir private Path folder;

  private static Schema schema(String text) {
    return REGISTRY.getSchema(text, InputFormat.JSON);
  }

  private static List<Error> faults(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON);
  }

  @Test
  void inTheFileAreThePublishedOnesAndHoldForEveryMessage() throws IOException {
    Path file = folder.resolve("flight.mcap");
    Flights.fly(file, 400, Flights.smallChunks());
    Map<Integer, Schema> schemas = new HashMap<>();
    Map<String, Integer> checked = new HashMap<>();
    McapHandler handler =
        new McapHandler() {
          @Override
          public void schema(int id, String name, String encoding, byte[] data) {
            String text = new String(data, StandardCharsets.UTF_8);
            String published = name.replace("gondola.", "").toLowerCase(Locale.ROOT);
            assertEquals(FlightLogFormat.schema(published), text);
            assertEquals("jsonschema", encoding);
            schemas.put(id, FlightLogSchemaTest.schema(text));
          }

          @Override
          public void message(Channel channel, long sequence, long logTime, byte[] data) {
            String json = new String(data, StandardCharsets.UTF_8);
            assertEquals(
                List.of(), faults(schemas.get(channel.schemaId()), json), channel.topic() + json);
            assertEquals("json", channel.messageEncoding());
            checked.merge(channel.topic(), 1, Integer::sum);
          }
        };
    McapReader.read(file, handler);
    assertEquals(400, checked.get("/tick"));
    assertEquals(400, checked.get("/spikes"));
    assertTrue(checked.get("/event") > 10, checked.toString());
  }

  @Test
  void nameEveryModeAndEveryFlag() {
    JsonNode properties =
        new JsonMapper().readTree(FlightLogFormat.schema("tick")).get("properties");
    assertEquals(names(Mode.values()), names(properties.get("mode").get("enum")));
    assertEquals(names(TickFlag.values()), names(properties.get("flags").get("items").get("enum")));
  }

  private static Set<String> names(Enum<?>[] constants) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(constants).forEach(constant -> names.add(constant.name()));
    return names;
  }

  private static Set<String> names(JsonNode texts) {
    Set<String> names = new TreeSet<>();
    texts.forEach(text -> names.add(text.asString()));
    return names;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tick   | {}",
        "tick   | {\"tick\":1,\"mode\":\"FLYING\",\"flags\":[],\"setpoint_m\":1,\"command\":0,"
            + "\"mixed\":[],\"limited\":[],\"spikes\":0,\"synaptic_operations\":0}",
        "tick   | {\"tick\":1,\"mode\":\"ARMED\",\"flags\":[],\"setpoint_m\":null,\"command\":0,"
            + "\"mixed\":[],\"limited\":[],\"spikes\":0,\"synaptic_operations\":0}",
        "spikes | {\"tick\":1,\"counts\":[256]}",
        "spikes | {\"tick\":-1,\"counts\":[]}",
        "event  | {\"tick\":1,\"type\":\"MODE_CHANGED\"}",
        "event  | {\"tick\":1,\"type\":\"LOG_ENDED\"}",
        "event  | {\"tick\":1,\"type\":\"LOG_ENDED\",\"count\":0,\"more\":1}",
      })
  void refuseABrokenMessage(String name, String json) {
    assertFalse(faults(schema(FlightLogFormat.schema(name)), json).isEmpty(), json);
  }
}
