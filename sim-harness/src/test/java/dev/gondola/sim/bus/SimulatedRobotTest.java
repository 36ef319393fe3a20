package dev.gondola.sim.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.boards.RobotFile;
import dev.gondola.firmware.Mode;
import dev.gondola.firmware.OperatorInput;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.robot.Robot;
import dev.gondola.firmware.robot.RobotHardware;
import dev.gondola.sim.Scenario;
import dev.gondola.sim.ScenarioFlight;
import dev.gondola.sim.metrics.FlightTrace;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PidController;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.ShippedController;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The robot of robot.yaml on the simulated board")
class SimulatedRobotTest {
  private static final RobotFile FILE = RobotFile.referenceBlimp();
  private static final Scenario SCENARIO = Scenario.reference();

  static Stream<ControllerSpec> controllers() {
    return Stream.of(
        new ControllerSpec.Flown("pid-flown", SCENARIO.periodS(), PidGains.FLOWN),
        new ControllerSpec.Pid("pid-tuned", PidGains.TUNED, PidController.Options.BLIMP),
        ShippedController.blimp());
  }

  @ParameterizedTest
  @MethodSource("controllers")
  @DisplayName("flies the reference scenario to the same bits as the direct path")
  void equalsDirectPath(ControllerSpec spec) {
    FlightTrace direct = new ScenarioFlight(SCENARIO).fly(1, spec.create());
    double[] command = new double[1];
    List<Mode> modes = new ArrayList<>();
    OperatorInput operator = new OperatorInput(SCENARIO.setpointM(0));
    try (SimulatedBlimp blimp =
            new SimulatedBlimp(SCENARIO.plant(), SCENARIO.sensor(), BlimpWiring.of(FILE));
        Robot robot =
            Robot.assemble(
                FILE,
                hardware(blimp),
                spec.create(),
                operator,
                List.of(
                    (TickRecord record) -> {
                      command[0] = record.command;
                      modes.add(record.mode);
                    }))) {
      blimp.reset(1, SCENARIO.startHeightM());
      operator.arm();
      for (int tick = 0; tick < SCENARIO.ticks(); tick++) {
        long now = tick * SCENARIO.periodNanos();
        blimp.advanceTo(now);
        operator.setSetpoint(SCENARIO.setpointM(tick));
        operator.heartbeat();
        robot.loop().tick(now);
        assertEquals(direct.heightM(tick), blimp.plant().height(), "height at tick " + tick);
        assertEquals(direct.command(tick), command[0], "command at tick " + tick);
      }
      assertEquals(0, robot.rangeFinder().checksumErrors());
    }
    assertEquals(List.of(Mode.ARMED), modes.stream().distinct().toList());
  }

  @Test
  @DisplayName("stands disarmed with its motors off until it is armed")
  void disarmed() {
    OperatorInput operator = new OperatorInput(2);
    try (SimulatedBlimp blimp =
            new SimulatedBlimp(SCENARIO.plant(), SCENARIO.sensor(), BlimpWiring.of(FILE));
        Robot robot =
            Robot.assemble(
                FILE,
                hardware(blimp),
                ShippedController.blimp().create(),
                operator,
                List.of((TickRecord record) -> assertEquals(Mode.DISARMED, record.mode)))) {
      blimp.reset(1, 1);
      for (int tick = 0; tick < 20; tick++) {
        blimp.advanceTo(tick * SCENARIO.periodNanos());
        robot.loop().tick(tick * SCENARIO.periodNanos());
      }
      assertEquals(0, blimp.plant().thrust());
      assertTrue(blimp.plant().climbRate() < 0, "a heavy blimp sinks");
    }
  }

  @Test
  @DisplayName("is wired as the flown blimp, if robot.yaml is the reference blimp's")
  void wiring() {
    assertEquals(BlimpWiring.flownBlimp(), BlimpWiring.of(FILE));
  }

  @Test
  @DisplayName("refuses a robot with more thrust pairs than the simulated blimp has")
  void twoPairs() {
    RobotFile.ThrustPair pair = FILE.actuators().getFirst();
    RobotFile two =
        new RobotFile(
            "two",
            FILE.board(),
            FILE.hardware(),
            FILE.control(),
            FILE.sensors(),
            List.of(pair, pair),
            FILE.mixer(),
            FILE.limiter(),
            FILE.link(),
            FILE.log(),
            FILE.pins());
    assertEquals(
        "the simulated blimp has one thrust pair, two has 2",
        assertThrows(IllegalArgumentException.class, () -> BlimpWiring.of(two)).getMessage());
  }

  private static RobotHardware hardware(SimulatedBlimp blimp) {
    return new RobotHardware(blimp.pi4j(), (port, baud) -> blimp.rangeLink());
  }
}
