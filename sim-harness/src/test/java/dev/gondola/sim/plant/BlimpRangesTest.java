package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sim.plant.BlimpRanges.Range;
import java.util.DoubleSummaryStatistics;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Blimps drawn from the ranges")
class BlimpRangesTest {

  @Test
  @DisplayName("fill every range and leave none")
  void fillRanges() {
    covers(BlimpRanges.LAG, p -> p.thrust().lagS());
    covers(BlimpRanges.DELAY, p -> p.thrust().delayS());
    covers(BlimpRanges.SERVO_TURN, p -> p.thrust().servoTurnS());
    covers(BlimpRanges.QUADRATIC_DRAG, p -> p.drag().quadraticPerM());
    covers(BlimpRanges.LINEAR_DRAG, p -> p.drag().linearPerS());
    covers(BlimpRanges.DISTURBANCE, p -> p.disturbance().stdMps2());
    covers(BlimpRanges.heavy().buoyancyMps2(), BlimpParameters::buoyancyMps2);
    covers(BlimpRanges.THRUST_LINEAR, p -> p.thrust().linearMps2());
    covers(BlimpRanges.THRUST_SQUARE, p -> p.thrust().squareMps2());
    covers(BlimpRanges.THRUST_AT_3_5, p -> ThrustDrive.acceleration(p.thrust(), 3.5));
  }

  private static void covers(Range range, ToDoubleFunction<BlimpParameters> parameter) {
    DoubleSummaryStatistics drawn =
        LongStream.range(0, 2000)
            .mapToObj(BlimpRanges.heavy()::draw)
            .mapToDouble(parameter)
            .summaryStatistics();
    double width = range.max() - range.min();
    assertTrue(drawn.getMin() >= range.min() && drawn.getMax() <= range.max(), drawn.toString());
    assertTrue(drawn.getMax() - drawn.getMin() > 0.9 * width, drawn.toString());
  }

  @Test
  @DisplayName("are the same for the same seed, others for another")
  void seeded() {
    assertEquals(BlimpRanges.neutral().draw(5), BlimpRanges.neutral().draw(5));
    assertNotEquals(BlimpRanges.neutral().draw(5), BlimpRanges.neutral().draw(6));
  }
}
