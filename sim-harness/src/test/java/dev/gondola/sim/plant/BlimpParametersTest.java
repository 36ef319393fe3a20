package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sim.json.JsonFile;
import dev.gondola.sim.json.JsonFileException;
import dev.gondola.sim.plant.BlimpParameters.Battery;
import dev.gondola.sim.plant.BlimpParameters.Disturbance;
import dev.gondola.sim.plant.BlimpParameters.Room;
import dev.gondola.sim.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Blimp parameters")
class BlimpParametersTest {
  private static final String SCHEMA = "plant/schema/blimp-parameters.schema.json";

  static List<BlimpParameters> blimps() {
    BlimpParameters heavy = BlimpParameters.jointFit();
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(
                heavy,
                BlimpParameters.neutral(),
                heavy.withRoom(Room.NONE),
                heavy.withRoom(new Room(-1, 2.5)).withBattery(new Battery(0.1, 1e-4))),
            LongStream.range(0, 20).mapToObj(BlimpRanges.neutral()::draw))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blimps")
  @DisplayName("survive the way through JSON and satisfy the schema")
  void roundTrip(BlimpParameters blimp) {
    String json = blimp.toJson();
    assertEquals(List.of(), Schemas.faults(SCHEMA, json));
    assertEquals(blimp, JsonFile.parse("test", json, BlimpParametersJson::read));
  }

  @Test
  @DisplayName("may leave out all but thrust, drag and buoyancy")
  void defaults(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("blimp.json");
    Files.writeString(
        file,
        """
        {"thrust": {"linear_mps2": 0.03, "square_mps2": 0.005, "delay_s": 0.2, "lag_s": 0.2,
                    "servo_turn_s": 0.4},
         "drag": {"quadratic_per_m": 0.3, "linear_per_s": 0.2}, "buoyancy_mps2": -0.1}
        """);
    assertEquals(List.of(), Schemas.faults(SCHEMA, Files.readString(file)));
    BlimpParameters read = BlimpParameters.read(file);
    assertEquals(Disturbance.NONE, read.disturbance());
    assertEquals(Battery.IDEAL, read.battery());
    assertEquals(Room.FLOOR, read.room());
    assertEquals(-0.1, read.buoyancyMps2());
  }

  @Test
  @DisplayName("are refused with every fault and its place at once")
  void allFaults() {
    String json =
        """
        {"thrust": {"linear_mps2": "much", "square_mps2": -1, "lag_s": 0.2, "servo_turn_s": 0.4},
         "drag": 7, "buoyancy_mps2": null, "room": {"floor_m": 1, "ceiling_m": 1}, "colour": "red"}
        """;
    assertFalse(Schemas.faults(SCHEMA, json).isEmpty());
    JsonFileException e =
        assertThrows(
            JsonFileException.class,
            () -> JsonFile.parse("blimp.json", json, BlimpParametersJson::read));
    assertEquals(
        List.of(
            "/thrust/linear_mps2: must be a number in 0.0..1.0, is \"much\"",
            "/thrust/square_mps2: must be a number in 0.0..0.1, is -1",
            "/thrust/delay_s: is missing",
            "/drag: must be an object, is 7",
            "/buoyancy_mps2: must be a number in -9.81..9.81, is null",
            "/room/ceiling_m: must be above floor_m, 1.0",
            "/colour: is not a known field; known here: [buoyancy_mps2, drag, room, thrust]"),
        e.faults());
    assertTrue(e.getMessage().startsWith("blimp.json:\n  /thrust"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|must be a JSON object",
        "''|must be a JSON object",
        "{\"a\": }|line 1, column",
        "{\"drag\": 1, \"drag\": 2}|line 1, column",
      })
  @DisplayName("are refused with the place if they are no JSON object")
  void notAnObject(String json, String place) {
    JsonFileException e =
        assertThrows(
            JsonFileException.class,
            () -> JsonFile.parse("blimp.json", json, BlimpParametersJson::read));
    assertTrue(e.getMessage().contains(place), e.getMessage());
  }

  @Test
  @DisplayName("have presets by name")
  void presets() {
    assertEquals(-0.137, BlimpParameters.preset("joint-fit-heavy").buoyancyMps2());
    assertEquals(0, BlimpParameters.preset("joint-fit-neutral").buoyancyMps2());
    assertThrows(IllegalArgumentException.class, () -> BlimpParameters.preset("zeppelin"));
  }
}
