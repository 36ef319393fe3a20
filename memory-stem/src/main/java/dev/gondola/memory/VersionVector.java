package dev.gondola.memory;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of event keys: for each origin the ranges of its sequence numbers.
 *
 * <p>Unlike the classic version vector, which keeps one number an origin, it can say that something
 * in the middle is missing, so that one lost message does not make everything after it be sent
 * again.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class VersionVector {

  private static final RangeSet NOTHING = new RangeSet();

  private final NavigableMap<Origin, RangeSet> origins = new TreeMap<>();

  /** Whether a key is in the set. */
  public boolean contains(EventKey key) {
    return of(key.origin()).contains(key.seq());
  }

  /** Number of keys. */
  public long count() {
    return origins.values().stream().mapToLong(RangeSet::count).sum();
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return origins.isEmpty();
  }

  /** An independent copy. */
  public VersionVector copy() {
    VersionVector copy = new VersionVector();
    origins.forEach(copy::add);
    return copy;
  }

  /** The keys that are here and not there. */
  public VersionVector minus(VersionVector other) {
    VersionVector difference = new VersionVector();
    origins.forEach((origin, set) -> difference.add(origin, set.minus(other.of(origin))));
    return difference;
  }

  void add(EventKey key) {
    add(key.origin(), key.seq(), key.seq());
  }

  void add(Origin origin, long first, long last) {
    origins.computeIfAbsent(origin, o -> new RangeSet()).add(first, last);
  }

  void add(Origin origin, RangeSet set) {
    if (!set.isEmpty()) {
      origins.computeIfAbsent(origin, o -> new RangeSet()).addAll(set);
    }
  }

  void replace(Origin origin, RangeSet set) {
    origins.remove(origin);
    add(origin, set);
  }

  void remove(EventKey key) {
    RangeSet set = origins.get(key.origin());
    if (set != null) {
      set.remove(key.seq(), key.seq());
      if (set.isEmpty()) {
        origins.remove(key.origin());
      }
    }
  }

  /** The sequence numbers of an origin; not to be changed by the caller. */
  RangeSet of(Origin origin) {
    return origins.getOrDefault(origin, NOTHING);
  }

  /** The oldest boot of a robot in the set, 0 if there is none. */
  long firstBoot(String robot) {
    Origin first = origins.ceilingKey(new Origin(robot, 1));
    return first != null && first.robot().equals(robot) ? first.boot() : 0;
  }

  /** The newest boot of a robot in the set, 0 if there is none. */
  long lastBoot(String robot) {
    Origin last = origins.floorKey(new Origin(robot, Checks.MAX_INTEGER));
    return last != null && last.robot().equals(robot) ? last.boot() : 0;
  }

  /** All origins with at least one key; not to be changed by the caller. */
  NavigableMap<Origin, RangeSet> origins() {
    return Collections.unmodifiableNavigableMap(origins);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionVector vector && origins.equals(vector.origins);
  }

  @Override
  public int hashCode() {
    return origins.hashCode();
  }

  @Override
  public String toString() {
    return origins.toString();
  }
}
