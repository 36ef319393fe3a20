package dev.gondola.memory;

/**
 * One immutable entry of the fleet's memory.
 *
 * @param key its identity
 * @param stamp the maker's hybrid logical clock when it was made
 * @param payload what it says
 */
public record Event(EventKey key, Stamp stamp, Payload payload) implements Comparable<Event> {

  /** No event's JSON takes more bytes. */
  public static final int MAX_BYTES = 6_000;

  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if a component is missing
   */
  public Event {
    Checks.present("key", key);
    Checks.present("stamp", stamp);
    Checks.present("payload", payload);
  }

  /**
   * The total order of the fold: by stamp, then robot, boot and sequence number. The last one wins
   * where two events set the same field.
   */
  @Override
  public int compareTo(Event other) {
    int byStamp = stamp.compareTo(other.stamp);
    return byStamp != 0 ? byStamp : key.compareTo(other.key);
  }
}
