package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sim.plant.BlimpParameters.Disturbance;
import dev.gondola.sim.plant.BlimpParameters.Drag;
import dev.gondola.sim.plant.BlimpParameters.Room;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import dev.gondola.sim.plant.Identification.Options;
import dev.gondola.sim.plant.Identification.Progress;
import dev.gondola.sim.testing.Schemas;
import dev.gondola.snn.control.FlownPid;
import dev.gondola.snn.control.PidGains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The identification")
class IdentificationTest {
  private static final Options QUICK = new Options(1, 1, 1500, 2);
  private static final BlimpParameters TRUTH =
      BlimpParameters.jointFit()
          .withThrust(new Thrust(0.035, 0.0042, 0.16, 0.25, 0.5))
          .withDrag(new Drag(0.2, 0.26))
          .withDisturbance(Disturbance.NONE)
          .withRoom(Room.NONE);

  @TempDir private Path folder;

  private Path flight(String name, double buoyancy, double disturbance, int rows)
      throws IOException {
    return RecordedFlights.record(
        folder.resolve(name),
        TRUTH.withBuoyancy(buoyancy).withDisturbance(new Disturbance(disturbance, 3)),
        new FlownPid(new PidGains(9, 0.75, 14), FlightCsv.PERIOD_S),
        7,
        1.5,
        rows);
  }

  @Test
  @DisplayName("finds the blimp that made the recordings, but for how its slowness is shared")
  void findsTruth() throws IOException {
    List<Path> files =
        List.of(flight("neutral.csv", 0.01, 0, 600), flight("heavy.csv", -0.12, 0, 600));
    IdentificationReport report = Identification.run(files, QUICK, Progress.NONE);

    assertEquals(0.01, report.flights().get(0).buoyancyMps2(), 0.004);
    assertEquals(-0.12, report.flights().get(1).buoyancyMps2(), 0.006);
    for (double u : new double[] {2, 4, 6}) {
      double truth = ThrustDrive.acceleration(TRUTH.thrust(), u);
      assertEquals(truth, ThrustDrive.acceleration(report.thrust(), u), 0.05 * truth + 0.004);
    }
    assertEquals(slowness(TRUTH.thrust()), slowness(report.thrust()), 0.1);
    for (IdentificationReport.FlightFit flight : report.flights()) {
      assertTrue(flight.fitted().ahead5sM() < 0.03, flight.toString());
      assertTrue(flight.fitted().ahead1sM() < 0.01, flight.toString());
      assertTrue(flight.leftOut().orElseThrow().ahead5sM() < 0.06, flight.toString());
      assertTrue(flight.staysPut5sM() > 0.2, flight.toString());
    }
    assertEquals(-0.12, report.blimp(1).buoyancyMps2(), 0.006);
    assertEquals(report.drag(), report.blimp(1).drag());
  }

  private static double slowness(Thrust thrust) {
    return thrust.delayS() + thrust.lagS() + thrust.servoTurnS() / 2;
  }

  @Test
  @DisplayName("gives the same report for the same seed, whatever the number of threads")
  void deterministic() throws IOException {
    List<Path> files = List.of(flight("a.csv", 0, 0.01, 200), flight("b.csv", -0.1, 0.01, 200));
    Options one = new Options(3, 2, 300, 1);
    Options four = new Options(3, 2, 300, 4);
    AtomicInteger calls = new AtomicInteger();
    IdentificationReport report =
        Identification.run(
            files,
            one,
            (done, total) -> {
              calls.incrementAndGet();
              assertTrue(done > 0 && done <= total, done + " of " + total);
            });
    assertEquals(report.toJson(), Identification.run(files, four, Progress.NONE).toJson());
    assertTrue(calls.get() >= 10, "progress was told " + calls + " times");
  }

  @Test
  @DisplayName("reports as JSON that satisfies the schema, and as a table of one line a flight")
  void report() throws IOException {
    Options shortest = new Options(1, 1, 100, 1);
    List<Path> two = List.of(flight("a.csv", 0, 0, 150), flight("longer-name.csv", 0, 0, 150));
    IdentificationReport both = Identification.run(two, shortest, Progress.NONE);
    IdentificationReport single = Identification.run(two.subList(0, 1), shortest, Progress.NONE);
    String schema = "plant/schema/identification-report.schema.json";
    assertEquals(List.of(), Schemas.faults(schema, both.toJson()));
    assertEquals(List.of(), Schemas.faults(schema, single.toJson()));
    assertFalse(Schemas.faults(schema, both.toJson().replace("rmse_5s_m", "rmse")).isEmpty());
    assertTrue(both.toJson().contains("left_out"));
    assertFalse(single.toJson().contains("left_out"), "nothing is left to fit to");
    assertEquals(4, both.toTable().lines().count(), both.toTable());
    assertTrue(both.toTable().contains("longer-name.csv"), both.toTable());
  }

  @Test
  @DisplayName("predicts nothing through rows on the floor")
  void skipsFloor() throws IOException {
    StringBuilder text = new StringBuilder("t_s,height_m,ref_m,u_cmd,error_m\n");
    for (int row = 0; row < 300; row++) {
      double height = row < 100 ? 0.06 + (row % 3 == 0 ? 0.01 : 0) : 0.5 + 0.001 * row;
      text.append("%.1f,%.2f,0,0,0%n".formatted(row * 0.1, height));
    }
    Path file = folder.resolve("floor.csv");
    Files.writeString(file, text);
    FlightWindows windows = new FlightWindows(FlightCsv.read(file));
    assertEquals(105, windows.airFrom);
    assertEquals(300, windows.airTo);
    assertEquals(105, windows.starts[0]);

    Files.writeString(file, text.append("30.0,-0.01,0,0,0\n"));
    FlightWindows relative = new FlightWindows(FlightCsv.read(file));
    assertEquals(5, relative.starts[0], "heights do not count from the floor");
  }

  @Test
  @DisplayName("starts a prediction with the slope of a parabola through the rows around")
  void initialState() throws IOException {
    StringBuilder text = new StringBuilder("t_s,height_m,ref_m,u_cmd,error_m\n");
    for (int row = 0; row < 100; row++) {
      double t = row * 0.1;
      text.append("%.1f,%.9f,0,0,0%n".formatted(t, 2 - 0.3 * t + 0.05 * t * t));
    }
    Path file = folder.resolve("parabola.csv");
    Files.writeString(file, text);
    FlightWindows windows = new FlightWindows(FlightCsv.read(file));
    assertEquals(2 - 0.3 * 3 + 0.05 * 9, windows.smoothHeight(30), 1e-8);
    assertEquals(-0.3 + 0.1 * 3, windows.climbRate(30), 1e-7);
  }

  @Test
  @DisplayName("refuses no file, a short flight and another row period, saying why")
  void refusals() throws IOException {
    assertRefused(List.of(), "1..64 flight files");
    assertRefused(List.of(flight("short.csv", 0, 0, 55)), "short.csv: too short");
    Path slow = folder.resolve("slow.csv");
    String text = Files.readString(flight("fine.csv", 0, 0, 150));
    Files.writeString(slow, text.replaceAll("(?m)^(\\d+)\\.(\\d),", "$1$2,"));
    assertRefused(List.of(slow), "slow.csv: one row every 1.0000 s");
    assertThrows(IllegalArgumentException.class, () -> new Options(1, 0, 1000, 1));
    assertThrows(IllegalArgumentException.class, () -> new Options(1, 1, 99, 1));
    assertThrows(IllegalArgumentException.class, () -> new Options(1, 1, 1000, 0));
  }

  private static void assertRefused(List<Path> files, String reason) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Identification.run(files, QUICK, Progress.NONE));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
