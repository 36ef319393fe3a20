package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sim.plant.BlimpParameters.Battery;
import dev.gondola.sim.plant.BlimpParameters.Disturbance;
import dev.gondola.sim.plant.BlimpParameters.Room;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import dev.gondola.sim.testing.Allocation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The blimp plant")
class BlimpPlantTest {
  private static final BlimpParameters QUIET =
      BlimpParameters.neutral().withDisturbance(Disturbance.NONE).withRoom(Room.NONE);

  private static BlimpPlant at(BlimpParameters parameters, double height) {
    BlimpPlant plant = new BlimpPlant(parameters);
    plant.reset(0, height);
    return plant;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
  @DisplayName("gives the same bits for the same seed and commands, also after a reset")
  void isDeterministic(long seed) {
    BlimpPlant once = new BlimpPlant(BlimpRanges.heavy().draw(seed));
    BlimpPlant again = new BlimpPlant(BlimpRanges.heavy().draw(seed));
    again.reset(seed + 1, 0.4);
    flyAtRandom(again, 500);
    once.reset(seed, 1);
    again.reset(seed, 1);
    SplittableRandom commands = new SplittableRandom(seed);
    for (int tick = 0; tick < 3000; tick++) {
      double u = commands.nextDouble(-15, 15);
      once.setCommand(u);
      again.setCommand(u);
      once.advance(0.1);
      again.advance(0.1);
      assertEquals(once.height(), again.height(), "tick " + tick);
    }
    assertEquals(300_000_000_000L, once.timeNanos());
  }

  private static void flyAtRandom(BlimpPlant plant, int ticks) {
    SplittableRandom commands = new SplittableRandom(1);
    for (int tick = 0; tick < ticks; tick++) {
      plant.setCommand(commands.nextDouble(-15, 15));
      plant.setYawCommand(commands.nextDouble(-2, 2));
      plant.advance(0.1);
    }
  }

  @Test
  @DisplayName("flies one known flight to known bits")
  void goldenFlight() {
    BlimpPlant plant = new BlimpPlant(BlimpParameters.jointFit());
    plant.reset(1, 1);
    long bits = 17;
    for (int tick = 0; tick < 600; tick++) {
      plant.setCommand(6 * StrictMath.sin(tick * 0.05) + 1.5);
      plant.advance(0.1);
      bits = bits * 31 + Double.doubleToLongBits(plant.height());
    }
    assertEquals(
        "125a3383c31c6646 1.847276814651588", Long.toHexString(bits) + " " + plant.height());
  }

  @ParameterizedTest
  @CsvSource({"-0.137", "0.08", "-0.5", "1.0"})
  @DisplayName("reaches the speed at which drag balances buoyancy")
  void terminalSpeed(double buoyancy) {
    BlimpPlant plant = at(QUIET.withBuoyancy(buoyancy), 0);
    plant.advance(120);
    double c = QUIET.drag().quadraticPerM();
    double c1 = QUIET.drag().linearPerS();
    double speed = (StrictMath.sqrt(c1 * c1 + 4 * c * Math.abs(buoyancy)) - c1) / (2 * c);
    assertEquals(Math.signum(buoyancy) * speed, plant.climbRate(), 1e-9);
  }

  @Test
  @DisplayName("loses kinetic energy at every step without thrust and buoyancy")
  void dragDissipates() {
    BlimpPlant plant = at(QUIET, 0);
    plant.setCommand(10);
    plant.advance(3);
    plant.setCommand(0);
    plant.advance(4);
    double speed = plant.climbRate();
    assertTrue(speed > 0.1, "was moving at " + speed);
    for (int step = 0; step < 2000; step++) {
      plant.step();
      assertTrue(plant.climbRate() < speed && plant.climbRate() > 0);
      speed = plant.climbRate();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 3.5, 7.77, 10, 1e300, Double.POSITIVE_INFINITY})
  @DisplayName("pushes down as hard as up once the servo has turned")
  void thrustIsSymmetric(double u) {
    BlimpPlant up = at(QUIET, 0);
    BlimpPlant down = at(QUIET, 0);
    up.setCommand(0);
    down.setCommand(-0.1);
    up.advance(2);
    down.advance(2);
    up.setCommand(u);
    down.setCommand(-u);
    for (int tick = 0; tick < 300; tick++) {
      up.advance(0.1);
      down.advance(0.1);
      assertEquals(0, up.height() + down.height());
    }
    assertTrue(up.height() > 0.01);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.29, 0",
    "0.3, 0",
    "0.34, 0.3333333333333333",
    "-1, 1",
    "1.3, 1",
    "1.34, 1.3333333333333333",
    "9.99, 9.666666666666666",
    "10, 10",
    "11, 10",
    "-1000, 10",
    "NaN, 0"
  })
  @DisplayName("clips, quantises and ignores commands as the flown drive does")
  void drive(double u, double effective) {
    assertEquals(effective, ThrustDrive.effectiveCommand(ThrustDrive.level(u)), 1e-15);
    BlimpPlant plant = at(QUIET, 0);
    plant.setCommand(u);
    plant.advance(20);
    assertEquals(ThrustDrive.acceleration(QUIET.thrust(), effective), plant.thrust(), 1e-12);
  }

  @Test
  @DisplayName("has levels 9 to 39 of 45 outside the dead zone")
  void levels() {
    assertEquals(0, ThrustDrive.level(0.2999));
    assertEquals(9, ThrustDrive.level(0.3));
    assertEquals(19, ThrustDrive.level(-3.5));
    assertEquals(39, ThrustDrive.level(1e9));
  }

  @Test
  @DisplayName("does nothing before the delay is over, then follows with the lag")
  void delayAndLag() {
    BlimpPlant plant = at(QUIET, 0);
    plant.setCommand(10);
    plant.advance(0.2);
    assertEquals(0, plant.thrust());
    assertEquals(0, plant.height());
    double target = 10 * 0.0295 + 100 * 0.0047;
    plant.advance(0.2);
    // Ten Euler steps of dt/tau = 0.1.
    assertEquals(target * (1 - StrictMath.pow(0.9, 10)), plant.thrust(), 1e-12);
  }

  @Test
  @DisplayName("turns the servo in Ts with the motors running, through horizontal")
  void servoTurn() {
    BlimpPlant plant = at(QUIET.withThrust(new Thrust(0.0295, 0.0047, 0, 0, 0.4)), 0);
    plant.setCommand(10);
    plant.advance(1);
    plant.setCommand(-10);
    plant.advance(0.2);
    assertEquals(0.5, plant.servoTurn(), 1e-12);
    assertEquals(plant.thrust(), 10 * 0.0295 + 100 * 0.0047, 1e-12);
    double before = plant.climbRate();
    plant.step();
    assertEquals(0.55, plant.servoTurn(), 1e-12);
    assertTrue(plant.climbRate() < before, "pushes down beyond horizontal");
    plant.advance(0.18);
    assertEquals(1, plant.servoTurn(), 1e-12);
  }

  @Test
  @DisplayName("takes the upward part of the thrust from the servo's angle")
  void upwardPart() {
    assertEquals(1, ThrustModel.upward(0));
    assertEquals(-1, ThrustModel.upward(1));
    for (double servo = 0; servo <= 1; servo += 1e-3) {
      assertEquals(StrictMath.cos(Math.PI * servo), ThrustModel.upward(servo), 1e-15);
    }
  }

  @Test
  @DisplayName("leaves the servo alone and stops the motors on a command that is no number")
  void notANumber() {
    BlimpPlant plant = at(QUIET, 0);
    plant.setCommand(-5);
    plant.advance(2);
    plant.setCommand(Double.NaN);
    plant.advance(20);
    assertEquals(1, plant.servoTurn());
    assertEquals(0, plant.thrust(), 1e-12);
  }

  @Test
  @DisplayName("stays between floor and ceiling whatever is commanded")
  void bounds() {
    BlimpPlant plant = at(BlimpParameters.jointFit().withRoom(new Room(0, 2.5)), 1);
    SplittableRandom commands = new SplittableRandom(3);
    boolean touchedFloor = false;
    boolean touchedCeiling = false;
    for (int tick = 0; tick < 5000; tick++) {
      plant.setCommand((tick / 200) % 2 == 0 ? commands.nextDouble(10) : -commands.nextDouble(10));
      plant.advance(0.1);
      assertTrue(plant.height() >= 0 && plant.height() <= 2.5);
      touchedFloor |= plant.height() == 0 && plant.climbRate() == 0;
      touchedCeiling |= plant.height() == 2.5 && plant.climbRate() == 0;
    }
    assertTrue(touchedFloor && touchedCeiling);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("has a disturbance of the stated deviation and correlation")
  void disturbance(long seed) {
    BlimpPlant plant = new BlimpPlant(BlimpParameters.jointFit());
    plant.reset(seed, 0);
    int n = 2_000_000;
    int lag = 150;
    double[] x = new double[n];
    double sum = 0;
    double squares = 0;
    double products = 0;
    double fourth = 0;
    for (int i = 0; i < n; i++) {
      plant.step();
      x[i] = plant.disturbance();
      sum += x[i];
      squares += x[i] * x[i];
      fourth += x[i] * x[i] * x[i] * x[i];
      products += i < lag ? 0 : x[i] * x[i - lag];
    }
    double variance = squares / n;
    assertEquals(0, sum / n, 0.0008);
    assertEquals(0.01, Math.sqrt(variance), 0.0004);
    assertEquals(Math.exp(-1), products / (n - lag) / variance, 0.03);
    assertEquals(3, fourth / n / variance / variance, 0.2);
  }

  @Test
  @DisplayName("adds a gust to its accelerations")
  void gust() {
    BlimpPlant plant = at(QUIET, 0);
    plant.setGust(0.1);
    plant.step();
    assertEquals(0.1 * 0.02, plant.climbRate(), 1e-15);
  }

  @Test
  @DisplayName("loses thrust to a battery that sags and empties")
  void battery() {
    BlimpPlant sagging = at(QUIET.withBattery(new Battery(0.1, 0)), 0);
    BlimpPlant ideal = at(QUIET, 0);
    sagging.setCommand(10);
    ideal.setCommand(10);
    sagging.advance(0.22);
    ideal.advance(0.22);
    double full = sagging.thrust();
    double load = full / (10 * 0.0295 + 100 * 0.0047);
    double factor = (1 - 0.1 * load) * (1 - 0.1 * load);
    assertEquals(ideal.climbRate() * factor, sagging.climbRate(), 1e-12);

    BlimpPlant emptying = at(QUIET.withBattery(new Battery(0, 0.1)), 0);
    emptying.setCommand(10);
    emptying.advance(60);
    double top = emptying.height();
    emptying.advance(60);
    assertTrue(emptying.climbRate() < 1e-3, "an empty battery drives nothing");
    assertTrue(emptying.height() >= top);
  }

  @Test
  @DisplayName("yaws as the Blimp2b: 1.84 rad/s to the left, 1.53 to the right, within seconds")
  void yaw() {
    BlimpPlant plant = at(QUIET, 0);
    plant.setYawCommand(5);
    plant.advance(60);
    assertEquals(0.030 * 0.484 / 0.0079, plant.state().rate(Axis.YAW), 1e-9);
    assertTrue(plant.state().position(Axis.YAW) > 90);
    plant.setYawCommand(-1);
    plant.advance(60);
    assertEquals(-0.025 * 0.484 / 0.0079, plant.state().rate(Axis.YAW), 1e-9);
    assertEquals(0, plant.height());
    for (Axis still : new Axis[] {Axis.SURGE, Axis.SWAY, Axis.ROLL, Axis.PITCH}) {
      assertEquals(0, plant.state().position(still));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, -0.02, 0.1001, Double.NaN, Double.POSITIVE_INFINITY})
  @DisplayName("advances by whole steps only")
  void wholeSteps(double seconds) {
    BlimpPlant plant = at(QUIET, 0);
    assertThrows(IllegalArgumentException.class, () -> plant.advance(seconds));
    assertEquals(0, plant.timeNanos());
  }

  @Test
  @DisplayName("allocates nothing while it flies")
  void allocatesNothing() {
    BlimpPlant plant = at(BlimpParameters.jointFit().withBattery(new Battery(0.1, 1e-4)), 1);
    HeightSensorModel sensor =
        new HeightSensorModel(new HeightSensorParameters(0.01, 0.2, 0.05, 0.005), 0.1);
    double[] sink = new double[1];
    long bytes =
        Allocation.bytes(
            () -> {
              for (int tick = 0; tick < 100_000; tick++) {
                plant.setCommand((tick % 37) - 16);
                plant.advance(0.1);
                sink[0] += sensor.sample(plant.height());
              }
            });
    assertEquals(0, bytes);
  }
}
