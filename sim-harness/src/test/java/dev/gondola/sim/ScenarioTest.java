package dev.gondola.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sim.Scenario.Setpoint;
import dev.gondola.sim.json.JsonFile;
import dev.gondola.sim.json.JsonFileException;
import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.HeightSensorParameters;
import dev.gondola.sim.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A scenario")
class ScenarioTest {
  private static final String SCHEMA = "schema/scenario.schema.json";

  @Test
  @DisplayName(
      "ships as the reference: heavy blimp, 10 Hz, 1.0 m held 40 s, then five steps of 50 s")
  void reference() {
    Scenario reference = Scenario.reference();
    assertEquals(BlimpParameters.jointFit(), reference.plant());
    assertEquals(-0.137, reference.plant().buoyancyMps2());
    assertEquals(0.01, reference.plant().disturbance().stdMps2());
    assertEquals(3, reference.plant().disturbance().correlationS());
    assertEquals(HeightSensorParameters.CENTIMETRES, reference.sensor());
    assertEquals(100_000_000, reference.periodNanos());
    assertEquals(1.0, reference.startHeightM());
    assertEquals(2900, reference.ticks());
    assertEquals(
        List.of(
            new Setpoint(0, 1),
            new Setpoint(40, 2),
            new Setpoint(90, 2.5),
            new Setpoint(140, 2.5),
            new Setpoint(190, 2),
            new Setpoint(240, 1)),
        reference.setpoints());
    assertEquals(
        List.of(),
        Schemas.faults(SCHEMA, Schemas.resource("/dev/gondola/sim/reference-heavy.json")));
  }

  @Test
  @DisplayName("has each set-point in force from its time on")
  void setpoints() {
    Scenario reference = Scenario.reference();
    assertEquals(1.0, reference.setpointM(0));
    assertEquals(1.0, reference.setpointM(399));
    assertEquals(2.0, reference.setpointM(400));
    assertEquals(2.5, reference.setpointM(1400));
    assertEquals(3, reference.setpointIndex(1400));
    assertEquals(1.0, reference.setpointM(2899));
  }

  @Test
  @DisplayName("survives the way through JSON and satisfies the schema")
  void roundTrip(@TempDir Path folder) throws IOException {
    Scenario scenario =
        new Scenario(
            "odd",
            BlimpParameters.neutral(),
            new HeightSensorParameters(0.02, 0.3, 0.1, 0.004),
            25,
            0.5,
            33.3,
            List.of(new Setpoint(0, 0.5), new Setpoint(3.14, 1.7)));
    Path file = folder.resolve("scenario.json");
    Files.writeString(file, scenario.toJson());
    assertEquals(List.of(), Schemas.faults(SCHEMA, scenario.toJson()));
    assertEquals(scenario, Scenario.read(file));
    assertEquals(833, scenario.ticks());
    assertEquals(79, scenario.firstTick(1));
  }

  @Test
  @DisplayName("can be cut short")
  void shorter() {
    Scenario hour = Scenario.reference().withDuration(90);
    assertEquals(900, hour.ticks());
    assertEquals(2, hour.setpoints().size());
    assertThrows(IllegalArgumentException.class, () -> Scenario.reference().withDuration(0));
  }

  @Test
  @DisplayName("is refused with every fault and its place at once")
  void allFaults() {
    String json =
        """
        {"plant_preset": "zeppelin", "plant": {}, "sensor": {"quantum_m": -1}, "control_rate_hz": 10,
         "start_height_m": "low", "duration_s": 10,
         "setpoints": [{"at_s": 0, "height_m": 1}, {"at_s": 1, "height": 1}]}
        """;
    assertFalse(Schemas.faults(SCHEMA, json).isEmpty());
    JsonFileException e =
        assertThrows(
            JsonFileException.class, () -> JsonFile.parse("s.json", json, ScenarioJson::read));
    for (String place :
        List.of(
            "/name: is missing",
            "/plant: must not be given beside plant_preset",
            "/plant_preset: no plant preset is named 'zeppelin'",
            "/sensor/quantum_m: must be a number in 0.0..1.0, is -1",
            "/sensor/delay_s: is missing",
            "/start_height_m: must be a number",
            "/setpoints/1/height_m: is missing",
            "/setpoints/1/height: is not a known field")) {
      assertTrue(e.getMessage().contains(place), place + " in " + e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "control_rate_hz | 33 | /control_rate_hz: must give a period of whole steps",
        "start_height_m | -1 | /start_height_m: must be between the room's floor and ceiling",
        "duration_s | 240 | /setpoints: must begin before duration_s",
        "setpoints | [] | /setpoints: must begin with one at_s 0",
        "setpoints | [{\"at_s\": 1, \"height_m\": 1}] | /setpoints: must begin with one at_s 0",
        "setpoints | [{\"at_s\": 0, \"height_m\": 1}, {\"at_s\": 0, \"height_m\": 2}] | /setpoints: must follow each other in time; number 2 does not",
      })
  @DisplayName("is refused if its fields do not fit each other")
  void crossFaults(String field, String value, String fault) {
    String json =
        Schemas.resource("/dev/gondola/sim/reference-heavy.json")
            .replaceFirst("(?s)\"" + field + "\": (\\[.*\\]|[^,]*)", "\"" + field + "\": " + value);
    JsonFileException e =
        assertThrows(
            JsonFileException.class, () -> JsonFile.parse("s.json", json, ScenarioJson::read));
    assertTrue(e.getMessage().contains(fault), e.getMessage());
  }
}
