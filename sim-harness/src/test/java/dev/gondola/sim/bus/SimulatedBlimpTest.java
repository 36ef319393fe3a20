package dev.gondola.sim.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfigBuilder;
import com.pi4j.io.pwm.PwmType;
import dev.gondola.actuators.VectoredThrustConfig;
import dev.gondola.actuators.VectoredThrustPair;
import dev.gondola.sensors.TfMiniS;
import dev.gondola.sensors.estimate.RangeHeightEstimator;
import dev.gondola.sim.Scenario;
import dev.gondola.sim.ScenarioFlight;
import dev.gondola.sim.bus.SimPins.PwmChannel;
import dev.gondola.sim.metrics.FlightTrace;
import dev.gondola.sim.plant.HeightSensorParameters;
import dev.gondola.sim.testing.Allocation;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.FlownPid;
import dev.gondola.snn.control.PidGains;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The simulated blimp, flown by the real drivers")
class SimulatedBlimpTest {
  private static final BlimpWiring WIRING = BlimpWiring.flownBlimp();
  private static final Scenario SCENARIO = Scenario.reference();
  private static final long PERIOD = SCENARIO.periodNanos();

  /** The drivers as they are on the robot, on a simulated blimp. */
  private static final class Rig implements AutoCloseable {
    final SimulatedBlimp blimp;
    final VectoredThrustPair thrust;
    final TfMiniS lidar;
    final RangeHeightEstimator height;
    final Controller controller = new FlownPid(new PidGains(9, 0.75, 14), 0.1);

    Rig(HeightSensorParameters sensor) {
      blimp = new SimulatedBlimp(SCENARIO.plant(), sensor, WIRING);
      Context pi4j = blimp.pi4j();
      thrust =
          new VectoredThrustPair(
              VectoredThrustConfig.flownBlimp(),
              pwm(pi4j, "left", WIRING.leftMotor()),
              output(pi4j, "left-direction", WIRING.leftDirectionBcm()),
              pwm(pi4j, "right", WIRING.rightMotor()),
              output(pi4j, "right-direction", WIRING.rightDirectionBcm()),
              pwm(pi4j, "servo", WIRING.servo()));
      lidar = new TfMiniS(blimp.rangeLink());
      height = new RangeHeightEstimator(lidar);
    }

    void tick(int tick, FlightTrace trace) {
      long now = tick * PERIOD;
      blimp.advanceTo(now);
      height.update(now);
      double command = controller.update(SCENARIO.setpointM(tick), height.heightM());
      trace.add(blimp.plant().height(), command);
      thrust.apply(command, now);
    }

    @Override
    public void close() {
      blimp.close();
    }
  }

  static Pwm pwm(Context pi4j, String id, PwmChannel channel) {
    return pi4j.create(
        PwmConfigBuilder.newInstance(pi4j)
            .id(id)
            .chip(channel.chip())
            .channel(channel.channel())
            .pwmType(PwmType.HARDWARE)
            .build());
  }

  static DigitalOutput output(Context pi4j, String id, int bcm) {
    return pi4j.create(DigitalOutputConfigBuilder.newInstance(pi4j).id(id).bcm(bcm).build());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 77})
  @DisplayName("flies to the same bits as the direct path")
  void equalsDirectPath(long seed) {
    FlightTrace direct =
        new ScenarioFlight(SCENARIO).fly(seed, new FlownPid(new PidGains(9, 0.75, 14), 0.1));
    FlightTrace driven = new FlightTrace(SCENARIO.ticks());
    try (Rig rig = new Rig(SCENARIO.sensor())) {
      rig.blimp.reset(seed, SCENARIO.startHeightM());
      for (int tick = 0; tick < SCENARIO.ticks(); tick++) {
        rig.tick(tick, driven);
        assertEquals(direct.heightM(tick), driven.heightM(tick), "height at tick " + tick);
        assertEquals(direct.command(tick), driven.command(tick), "command at tick " + tick);
      }
      assertEquals(0, rig.lidar.checksumErrors());
      assertEquals(0, rig.lidar.skippedBytes());
      assertEquals(28_990 + 1, rig.lidar.frames());
      assertEquals(0, rig.blimp.rangeLink().lostBytes());
    }
  }

  @Test
  @DisplayName("can be reset and flown again to the same bits")
  void reset() {
    FlightTrace first = new FlightTrace(1000);
    FlightTrace second = new FlightTrace(1000);
    try (Rig rig = new Rig(new HeightSensorParameters(0.01, 0.03, 0.1, 0.01))) {
      for (FlightTrace trace : new FlightTrace[] {first, second}) {
        rig.blimp.reset(9, 1);
        rig.controller.reset();
        for (int tick = 0; tick < 1000; tick++) {
          rig.tick(tick, trace);
        }
      }
      assertTrue(rig.lidar.unreliableSamples() > 500, "drop-outs reach the driver");
    }
    for (int tick = 0; tick < 1000; tick++) {
      assertEquals(first.heightM(tick), second.heightM(tick), "tick " + tick);
    }
  }

  @Test
  @DisplayName("allocates nothing, drivers included")
  void allocatesNothing() {
    FlightTrace trace = new FlightTrace(40_000);
    try (Rig rig = new Rig(new HeightSensorParameters(0.01, 0.05, 0.1, 0.01))) {
      rig.blimp.reset(1, 1);
      int[] tick = {0};
      long bytes =
          Allocation.bytes(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  rig.tick(tick[0]++, trace);
                }
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  @DisplayName("falls when its motors are stopped, and when a motor turns backwards")
  void failures() {
    try (Rig rig = new Rig(SCENARIO.sensor())) {
      rig.blimp.reset(1, 2);
      rig.thrust.apply(5, 0);
      rig.blimp.advanceTo(5_000_000_000L);
      assertTrue(rig.blimp.plant().climbRate() > 0);
      rig.thrust.stop();
      rig.blimp.advanceTo(9_000_000_000L);
      assertTrue(rig.blimp.plant().climbRate() < 0);

      rig.thrust.apply(5, 0);
      rig.blimp.advanceTo(30_000_000_000L);
      double both = rig.blimp.plant().thrust();
      DigitalOutput direction = (DigitalOutput) rig.blimp.pi4j().registry().get("left-direction");
      direction.high();
      rig.blimp.advanceTo(40_000_000_000L);
      assertEquals(both / 2, rig.blimp.plant().thrust(), 1e-9);
    }
  }

  @Test
  @DisplayName("leaves a part of a step for the next call")
  void partSteps() {
    try (Rig rig = new Rig(SCENARIO.sensor())) {
      rig.blimp.advanceTo(39_999_999);
      assertEquals(20_000_000, rig.blimp.plant().timeNanos());
      rig.blimp.advanceTo(40_000_000);
      assertEquals(40_000_000, rig.blimp.plant().timeNanos());
      rig.blimp.advanceTo(10);
      assertEquals(40_000_000, rig.blimp.plant().timeNanos());
    }
  }

  @Test
  @DisplayName("loses its height with the range finder's plug, and has it again with the plug")
  void unplugged() {
    try (Rig rig = new Rig(SCENARIO.sensor())) {
      rig.blimp.reset(1, 1);
      rig.height.update(0);
      assertEquals(1, rig.height.heightM());
      rig.blimp.rangeLink().setPlugged(false);
      assertFalse(rig.blimp.rangeLink().isUp());
      rig.blimp.advanceTo(1_000_000_000L);
      rig.height.update(1_000_000_000L);
      assertEquals(0, rig.height.sampleTimeNanos());
      rig.blimp.rangeLink().setPlugged(true);
      rig.blimp.advanceTo(1_020_000_000L);
      rig.height.update(1_020_000_000L);
      assertEquals(1_020_000_000L, rig.height.sampleTimeNanos());
      assertTrue(rig.height.heightM() < 1);
    }
  }
}
