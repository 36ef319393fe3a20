package dev.gondola.memory;

/**
 * The identity of an event. No two events of a fleet share a key.
 *
 * @param origin robot and boot that made the event
 * @param seq number of the event within its origin, counted from 1, at most 2^53 - 1
 */
public record EventKey(Origin origin, long seq) implements Comparable<EventKey> {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a component is out of its range
   */
  public EventKey {
    Checks.present("origin", origin);
    Checks.range("seq", seq, 1, Checks.MAX_INTEGER);
  }

  @Override
  public int compareTo(EventKey other) {
    int byOrigin = origin.compareTo(other.origin);
    return byOrigin != 0 ? byOrigin : Long.compare(seq, other.seq);
  }

  /** {@code robot/boot/seq}, as used in error messages. */
  @Override
  public String toString() {
    return origin.robot() + "/" + origin.boot() + "/" + seq;
  }
}
