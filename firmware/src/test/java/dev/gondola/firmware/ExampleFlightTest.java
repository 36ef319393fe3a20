package dev.gondola.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.actuators.Actuator;
import dev.gondola.actuators.Limiter;
import dev.gondola.actuators.LimiterConfig;
import dev.gondola.actuators.Mixer;
import dev.gondola.firmware.log.FlightLog;
import dev.gondola.firmware.log.FlightLogCsv;
import dev.gondola.firmware.log.FlightLogReader;
import dev.gondola.firmware.log.FlightRecording;
import dev.gondola.sensors.estimate.HeightEstimator;
import dev.gondola.snn.control.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The README's example")
class ExampleFlightTest {
  private static final double PERIOD_S = 0.1;

  @TempDir private Path folder;

  /** A weightless body with drag that knows its own height: plant, sensor and motor in one. */
  private static final class Toy implements HeightEstimator, Actuator {
    private double heightM = 1;
    private double speed;
    private double thrust;
    private long updatedNanos = Long.MIN_VALUE;

    @Override
    public void update(long nowNanos) {
      speed += PERIOD_S * (0.06 * thrust - 0.3 * speed);
      heightM += PERIOD_S * speed;
      updatedNanos = nowNanos;
    }

    @Override
    public double heightM() {
      return heightM;
    }

    @Override
    public long sampleTimeNanos() {
      return updatedNanos;
    }

    @Override
    public void apply(double command, long nowNanos) {
      thrust = command;
    }

    @Override
    public void stop() {
      thrust = 0;
    }
  }

  /** Proportional and derivative on the error. */
  private static final class PdController implements Controller {
    private double last = Double.NaN;

    @Override
    public double update(double setpoint, double measurement) {
      double error = setpoint - measurement;
      double change = Double.isNaN(last) ? 0 : error - last;
      last = error;
      return 9 * error + 140 * change;
    }

    @Override
    public void reset() {
      last = Double.NaN;
    }
  }

  @Test
  void fliesToItsSetpointAndCanBeReadFromItsLog() throws IOException {
    Path file = folder.resolve("flight.mcap");
    Toy toy = new Toy();
    Controller controller = new PdController();
    Mixer mixer = Mixer.identity(List.of("height"));
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, Double.POSITIVE_INFINITY, 0.3));
    OperatorInput operator = new OperatorInput(1.0);
    LoopConfig config = LoopConfig.blimp();

    try (FlightLog log =
        FlightLog.open(
            file,
            TickShape.of(mixer, controller),
            Map.of("controller", "pd"),
            FlightLog.Options.simulation())) {
      ControlLoop loop =
          new ControlLoop(
              config,
              operator,
              toy,
              controller,
              mixer,
              List.of(new Output(limiter, toy)),
              List.of(log));
      operator.arm();
      operator.setSetpoint(2.0);
      for (long now = 0; now < 60_000_000_000L; now += config.periodNanos()) {
        operator.heartbeat();
        loop.tick(now);
      }
      loop.stop();
    }

    FlightRecording flight = FlightLogReader.read(file);
    assertEquals(600, flight.ticks().size());
    assertEquals(1.0, flight.heightsM()[0]);
    assertEquals(2.0, flight.heightsM()[599], 0.1);
    assertEquals("pd", flight.flight().get("controller"));
    FlightLogCsv.export(file, folder.resolve("flight.csv"));
    assertEquals(601, Files.readAllLines(folder.resolve("flight.csv")).size());
    assertTrue(flight.report().complete());
  }
}
