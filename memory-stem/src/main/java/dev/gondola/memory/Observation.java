package dev.gondola.memory;

/**
 * The spatial part: something sensed, of which there are many and the latest counts.
 *
 * <p>Observations are stored without waiting for the disk: they survive the end of the process, but
 * the last ones may be lost in a power cut. Peers that have them give them back.
 */
public sealed interface Observation extends Payload {

  /**
   * The place of a robot, in the fleet's common local frame.
   *
   * @param robot id of the robot whose place it is: the observer itself, or one that it sees
   * @param x first horizontal coordinate, m, at most 1e6 in magnitude
   * @param y second horizontal coordinate, m, at most 1e6 in magnitude
   * @param z height, m, up, at most 1e6 in magnitude
   * @param timeMillis when the robot was there by the observer's wall clock, ms since 1970 UTC
   */
  record Pose(String robot, double x, double y, double z, long timeMillis) implements Observation {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a component is out of its range or not a number
     */
    public Pose {
      Checks.id("robot", robot);
      x = Checks.metres("x", x);
      y = Checks.metres("y", y);
      z = Checks.metres("z", z);
      Checks.range("timeMillis", timeMillis, 0, Checks.MAX_INTEGER);
    }

    @Override
    public String kind() {
      return "pose";
    }

    /**
     * Age of the observation.
     *
     * @param nowMillis wall time, ms since 1970 UTC
     * @return ms since the observation, 0 if the observer's clock is ahead
     */
    public long ageMillis(long nowMillis) {
      return Math.max(0, nowMillis - timeMillis);
    }
  }
}
