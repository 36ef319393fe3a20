package dev.gondola.memory;

/** The scenario of a fleet cut in two halves that each go on observing. */
final class Partition {

  /**
   * What it took to become equal again.
   *
   * @param missedEvents events that the other half had not seen
   * @param missedBytes the bytes of their JSON
   * @param eventBytes bytes published on the channel of events
   * @param allBytes bytes published in all
   * @param millis time until all memories were equal
   */
  record Result(long missedEvents, long missedBytes, long eventBytes, long allBytes, long millis) {}

  private Partition() {}

  static Result run(Fleet fleet, long millisApart) {
    int half = (fleet.robots.size() + 1) / 2;
    fleet.run(Fleet.PERIOD_MILLIS);
    fleet.network.connect((from, to) -> number(from) <= half == number(to) <= half);
    long missedEvents = 0;
    long missedBytes = 0;
    for (long t = 0; t < millisApart; t += Fleet.TICK_MILLIS) {
      if (t % 1_000 == 0) {
        for (Fleet.Robot robot : fleet.robots) {
          Event event = robot.memory.record(Samples.pose(robot.id, t * 1e-3));
          missedEvents++;
          missedBytes += EventJson.encode(event).length;
        }
      }
      fleet.tick();
    }
    long eventBytes = fleet.network.eventBytes();
    long allBytes = fleet.network.publishedBytes();
    fleet.network.connect((from, to) -> true);
    long millis = fleet.runUntilConverged(100 * Fleet.PERIOD_MILLIS);
    return new Result(
        missedEvents,
        missedBytes,
        fleet.network.eventBytes() - eventBytes,
        fleet.network.publishedBytes() - allBytes,
        millis);
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(1));
  }
}
