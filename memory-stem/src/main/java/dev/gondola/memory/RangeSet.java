package dev.gondola.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of positive numbers kept as disjoint, non-adjacent closed ranges. */
final class RangeSet {

  /** A closed range. */
  record Range(long first, long last) {
    Range {
      Checks.range("first", first, 1, Checks.MAX_INTEGER);
      Checks.range("last", last, first, Checks.MAX_INTEGER);
    }

    long count() {
      return last - first + 1;
    }
  }

  private final NavigableMap<Long, Long> lastByFirst = new TreeMap<>();
  private long count;

  void add(long first, long last) {
    long newFirst = first;
    long newLast = last;
    Map.Entry<Long, Long> near = lastByFirst.floorEntry(last + 1);
    while (near != null && near.getValue() >= first - 1) {
      newFirst = Math.min(newFirst, near.getKey());
      newLast = Math.max(newLast, near.getValue());
      count -= near.getValue() - near.getKey() + 1;
      lastByFirst.remove(near.getKey());
      near = lastByFirst.floorEntry(last + 1);
    }
    lastByFirst.put(newFirst, newLast);
    count += newLast - newFirst + 1;
  }

  void remove(long first, long last) {
    Map.Entry<Long, Long> near = lastByFirst.floorEntry(last);
    while (near != null && near.getValue() >= first) {
      long nearFirst = near.getKey();
      long nearLast = near.getValue();
      lastByFirst.remove(nearFirst);
      count -= nearLast - nearFirst + 1;
      if (nearLast > last) {
        add(last + 1, nearLast);
      }
      if (nearFirst < first) {
        add(nearFirst, first - 1);
      }
      near = lastByFirst.floorEntry(last);
    }
  }

  boolean contains(long number) {
    Map.Entry<Long, Long> near = lastByFirst.floorEntry(number);
    return near != null && near.getValue() >= number;
  }

  boolean containsAny(RangeSet other) {
    return other.minus(this).count() < other.count();
  }

  boolean isEmpty() {
    return lastByFirst.isEmpty();
  }

  /** The smallest number of a set that is not empty. */
  long first() {
    return lastByFirst.firstKey();
  }

  long count() {
    return count;
  }

  List<Range> ranges() {
    List<Range> ranges = new ArrayList<>(lastByFirst.size());
    lastByFirst.forEach((first, last) -> ranges.add(new Range(first, last)));
    return ranges;
  }

  void addAll(RangeSet other) {
    other.lastByFirst.forEach(this::add);
  }

  RangeSet minus(RangeSet other) {
    RangeSet difference = new RangeSet();
    difference.addAll(this);
    other.lastByFirst.forEach(difference::remove);
    return difference;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RangeSet set && lastByFirst.equals(set.lastByFirst);
  }

  @Override
  public int hashCode() {
    return lastByFirst.hashCode();
  }

  @Override
  public String toString() {
    return lastByFirst.toString();
  }
}
