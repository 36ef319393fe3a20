package dev.gondola.ground.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gondola.ground.broker.EmbeddedBroker;
import dev.gondola.sim.Scenario;
import dev.gondola.snn.control.ShippedController;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

@DisplayName("A fleet's flight over a broker")
class FleetRunTest {
  private static final int SECONDS = 30;
  private static final FlyRun.Pace AS_FAST_AS_POSSIBLE = (tick, flights) -> {};

  private static EmbeddedBroker broker;

  @TempDir Path folder;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private FleetRun.Plan plan(int robots, Optional<FleetRun.Cut> cut) {
    return new FleetRun.Plan(
        robots,
        Scenario.reference().withDuration(SECONDS),
        1,
        ShippedController.blimp(),
        folder,
        broker.url(),
        cut);
  }

  private static void assertAgreed(FleetRun.Outcome outcome, int robots) {
    assertTrue(outcome.agreed());
    assertTrue(outcome.equalBeforeCut());
    assertEquals(robots, outcome.memories().size());
    assertEquals(
        1, outcome.memories().stream().map(FleetRun.RobotMemory::memoryDigest).distinct().count());
    for (FleetRun.RobotMemory memory : outcome.memories()) {
      assertEquals(0, memory.lacking());
      assertEquals(robots, memory.places().size());
      memory.places().forEach(place -> assertTrue(place.ageS() <= 1.0, place::toString));
    }
  }

  @Test
  @DisplayName("ends with both knowing the other's last place, also when one link was cut")
  void cut() throws IOException {
    FleetRun.Plan plan = plan(2, Optional.of(new FleetRun.Cut(10, 20)));
    FleetRun.Outcome outcome = new FleetRun(plan).fly(AS_FAST_AS_POSSIBLE, () -> false);

    assertAgreed(outcome, 2);
    // One place a second; at the ends of the cut one more or less.
    assertEquals(10.0, (double) outcome.memories().get(1).missedInCut(), 1.0);
    assertEquals(10.0, (double) outcome.memories().get(0).missedInCut(), 1.0);
    assertFitsSchema(plan, outcome);
    String text = FleetPrint.text(outcome);
    assertTrue(text.contains("blimp-2 knows  blimp-1 at "), text);
    assertTrue(text.contains("all remember the same "), text);
  }

  private static void assertFitsSchema(FleetRun.Plan plan, FleetRun.Outcome outcome)
      throws IOException {
    String json = new ObjectMapper().writeValueAsString(FleetPrint.json(plan, outcome));
    try (InputStream in =
        FleetPrint.class.getResourceAsStream("/dev/gondola/ground/schema/fly-fleet.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      assertEquals(List.of(), schema.validate(json, InputFormat.JSON), json);
      String broken = json.replace("\"agreed\":true", "\"agreed\":\"yes\"");
      assertFalse(schema.validate(broken, InputFormat.JSON).isEmpty());
    }
  }

  @Test
  @DisplayName("of three without a cut ends with all knowing all places")
  void threeWithoutCut() throws IOException {
    FleetRun.Outcome outcome =
        new FleetRun(plan(3, Optional.empty())).fly(AS_FAST_AS_POSSIBLE, () -> false);
    assertAgreed(outcome, 3);
    outcome.memories().forEach(memory -> assertEquals(0, memory.missedInCut()));
  }

  @Test
  @DisplayName("that is stopped says that the memories do not agree, and mends and closes all")
  void stopped() throws IOException {
    FleetRun.Outcome outcome =
        new FleetRun(plan(2, Optional.of(new FleetRun.Cut(0, 20))))
            .fly(AS_FAST_AS_POSSIBLE, () -> true);
    assertFalse(outcome.agreed());
    assertTrue(FleetPrint.text(outcome).contains("do NOT agree"));
  }

  @Test
  @DisplayName("is refused with a cut that is no part of it, or too few or many robots")
  void refused() {
    assertThrows(IllegalArgumentException.class, () -> new FleetRun.Cut(20, 10));
    assertThrows(IllegalArgumentException.class, () -> new FleetRun.Cut(Double.NaN, 10));
    Exception late =
        assertThrows(
            IllegalArgumentException.class,
            () -> new FleetRun(plan(2, Optional.of(new FleetRun.Cut(10, 31)))));
    assertEquals("the cut ends at 31.0 s, the flight at 30.0 s", late.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new FleetRun(plan(1, Optional.empty())));
    assertThrows(IllegalArgumentException.class, () -> new FleetRun(plan(9, Optional.empty())));
  }
}
