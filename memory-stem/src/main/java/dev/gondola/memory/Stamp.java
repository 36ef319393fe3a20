package dev.gondola.memory;

/**
 * A hybrid logical clock's reading: ordered like causality, close to wall time (Kulkarni, Demirbas,
 * Madappa, Avva and Leone, "Logical Physical Clocks", OPODIS 2014; there {@code l} and {@code c}).
 *
 * @param millis largest wall time known when the stamp was made, ms since 1970 UTC, 0 to 2^53 - 1
 * @param logical counter that orders stamps of the same millisecond, 0 to {@value #MAX_LOGICAL}
 */
public record Stamp(long millis, int logical) implements Comparable<Stamp> {

  /** Largest counter: the paper keeps it in 16 bits. */
  public static final int MAX_LOGICAL = 0xffff;

  /** Before every stamp that a clock gives. */
  public static final Stamp ZERO = new Stamp(0, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a component is out of its range
   */
  public Stamp {
    Checks.range("millis", millis, 0, Checks.MAX_INTEGER);
    Checks.range("logical", logical, 0, MAX_LOGICAL);
  }

  @Override
  public int compareTo(Stamp other) {
    int byMillis = Long.compare(millis, other.millis);
    return byMillis != 0 ? byMillis : Integer.compare(logical, other.logical);
  }
}
