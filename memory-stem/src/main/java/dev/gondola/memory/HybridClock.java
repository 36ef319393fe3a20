package dev.gondola.memory;

import java.time.InstantSource;

/**
 * A hybrid logical clock (Kulkarni et al., OPODIS 2014, figure 5). Its stamps always grow, also
 * when the wall clock is set back, and grow past every stamp it has observed.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class HybridClock {

  /**
   * How far a stamp may be ahead of our wall clock, ms: one day. A wrong date must not win over
   * every later event for years, nor may it drag the fleet's clocks along; a robot whose clock
   * drifted or whose time zone is wrong must still be heard. Stamps of the past are always good.
   */
  public static final long MAX_AHEAD_MILLIS = 24L * 60 * 60 * 1000;

  private final InstantSource wallClock;
  private Stamp last = Stamp.ZERO;

  /**
   * A clock that has observed nothing.
   *
   * @param wallClock gives ms since 1970 UTC; may be wrong and may jump
   */
  public HybridClock(InstantSource wallClock) {
    Checks.present("wallClock", wallClock);
    this.wallClock = wallClock;
  }

  /** The stamp of an event made now: greater than every stamp given or observed before. */
  public Stamp next() {
    long wall = wallMillis();
    last = wall > last.millis() ? new Stamp(wall, 0) : after(last);
    return last;
  }

  /**
   * Takes note of the stamp of an event received.
   *
   * @param stamp the event's stamp, which {@link #tooFarAhead} has let pass
   */
  public void observe(Stamp stamp) {
    if (stamp.compareTo(last) > 0) {
      last = stamp;
    }
  }

  /**
   * Whether a time is more than {@link #MAX_AHEAD_MILLIS} ahead of the wall clock.
   *
   * @param millis ms since 1970 UTC
   */
  public boolean tooFarAhead(long millis) {
    return millis > wallMillis() + MAX_AHEAD_MILLIS;
  }

  /** The wall clock, ms since 1970 UTC, 0 if it is set before that. */
  public long wallMillis() {
    return Math.max(0, wallClock.millis());
  }

  private static Stamp after(Stamp stamp) {
    return stamp.logical() < Stamp.MAX_LOGICAL
        ? new Stamp(stamp.millis(), stamp.logical() + 1)
        : new Stamp(stamp.millis() + 1, 0);
  }
}
