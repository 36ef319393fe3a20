package dev.gondola.sim.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gondola.sim.bus.SimPins.PwmChannel;
import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpPlant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Simulated motors and servo")
class SimThrustPairTest {
  private static final BlimpWiring WIRING = BlimpWiring.flownBlimp();

  private final BlimpPlant plant =
      new BlimpPlant(BlimpParameters.neutral().withRoom(BlimpParameters.Room.NONE));
  private final SimPins pins = new SimPins();
  private final SimThrustPair pair = new SimThrustPair(plant, pins, WIRING);

  @ParameterizedTest
  @CsvSource({
    "2500000, 0",
    "500000, 1",
    "1500000, 0.5",
    "2000000, 0.25",
    "3000000, 0",
    "100, 1",
    "0, 0"
  })
  @DisplayName("turn the servo in proportion to its pulse, up to its ends; no pulse, no turn")
  void servo(long pulseNanos, double turn) {
    pins.pwm(WIRING.servo()).set(20_000_000, pulseNanos);
    pair.drive();
    plant.advance(2);
    assertEquals(turn, plant.servoTurn(), 1e-12);
  }

  @Test
  @DisplayName("keep the servo where it was told to go when its pulses end")
  void servoWithoutPulses() {
    pins.pwm(WIRING.servo()).set(20_000_000, 500_000);
    pair.drive();
    pins.pwm(WIRING.servo()).set(20_000_000, 0);
    pair.drive();
    plant.advance(2);
    assertEquals(1, plant.servoTurn());
  }

  @Test
  @DisplayName("share the thrust: one motor at full level gives half of both")
  void oneMotor() {
    pins.pwm(WIRING.leftMotor()).set(4500, 3900);
    pair.drive();
    plant.advance(20);
    assertEquals((10 * 0.0295 + 100 * 0.0047) / 2, plant.thrust(), 1e-12);
  }

  @Test
  @DisplayName("cannot be wired with the same pulse up and down")
  void wiring() {
    PwmChannel any = new PwmChannel(0, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new BlimpWiring(any, 1, true, any, 2, true, any, 1000, 1000, "/dev/test"));
  }
}
