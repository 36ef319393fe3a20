package dev.gondola.snn.loihi;

import java.io.IOException;

/** A session and how far its network has come. Belongs to one thread at a time. */
final class LiveHost {
  private final HostSession session;
  private int epoch;
  private int round;
  private boolean served;
  private String broken;
  private boolean distrusted;

  LiveHost(HostSession session, int epoch) {
    this.session = session;
    this.epoch = epoch;
  }

  HostSession session() {
    return session;
  }

  int epoch() {
    return epoch;
  }

  /** Returns the rounds that the host has run since its reset. */
  int round() {
    return round;
  }

  /** Returns the state of the history in which the host is at the present. */
  long position() {
    return (long) epoch << 32 | round;
  }

  /** Notes that the host was reset. */
  void begin(int newEpoch) {
    epoch = newEpoch;
    round = 0;
  }

  /** Asks for the next round. */
  void request(int[] values, int steps) {
    session.request(1 + (long) round * steps, values);
  }

  /** Waits for the round asked for; see {@link HostSession#await}. */
  boolean await(long deadline) throws IOException {
    if (!session.await(deadline)) {
      return false;
    }
    round++;
    return true;
  }

  /** Notes that the host has answered the engine in time. */
  void serve() {
    served = true;
  }

  boolean hasServed() {
    return served;
  }

  /** Notes that the session is of no more use. */
  void breakDown(String why) {
    broken = why;
  }

  /** Notes that the host computes something else: no use in trying again before a reset. */
  void distrust() {
    distrusted = true;
    broken = "the host's spikes are not those of the JVM engine";
  }

  boolean isDistrusted() {
    return distrusted;
  }

  void failIfBroken() throws HostFault {
    if (broken != null) {
      throw new HostFault(broken);
    }
  }
}
