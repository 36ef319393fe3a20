package dev.gondola.memory;

/**
 * A field of the state: its value and the event that wrote it last.
 *
 * @param <P> type of the value
 * @param value the value
 * @param stamp when the writer wrote it, by its hybrid logical clock
 * @param source the event that wrote it; its origin is the writer
 */
public record Known<P extends Payload>(P value, Stamp stamp, EventKey source)
    implements Comparable<Known<P>> {

  /** The order of {@link Event#compareTo}: the greatest wins. */
  @Override
  public int compareTo(Known<P> other) {
    int byStamp = stamp.compareTo(other.stamp);
    return byStamp != 0 ? byStamp : source.compareTo(other.source);
  }
}
