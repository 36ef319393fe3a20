package dev.gondola.memory;

import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that is set by hand. */
final class WallClock implements InstantSource {

  private long millis;

  WallClock(long millis) {
    this.millis = millis;
  }

  void set(long newMillis) {
    millis = newMillis;
  }

  void advance(long byMillis) {
    millis += byMillis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }
}
