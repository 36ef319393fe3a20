package dev.gondola.memory;

/**
 * Where events come from: one run of one robot's memory.
 *
 * <p>The boot number (also called incarnation) makes a key unique for ever. After a power cut a
 * robot may have lost events that its peers already hold; it cannot know which sequence numbers it
 * used, so it starts a new boot and counts from 1 again.
 *
 * @param robot id of the robot, 1 to 48 of {@code A-Z a-z 0-9 _ . : -}
 * @param boot number of the run, 1 to 2^53 - 1; see {@link EventStore#boot()}
 */
public record Origin(String robot, long boot) implements Comparable<Origin> {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a component is out of its range
   */
  public Origin {
    Checks.id("robot", robot);
    Checks.range("boot", boot, 1, Checks.MAX_INTEGER);
  }

  @Override
  public int compareTo(Origin other) {
    int byRobot = robot.compareTo(other.robot);
    return byRobot != 0 ? byRobot : Long.compare(boot, other.boot);
  }
}
