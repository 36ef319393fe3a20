package dev.gondola.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The peers heard of, and the choice of who answers a gap. */
final class Peers {

  /** More ids than this are not remembered; the one unheard for longest makes room. */
  static final int MAX_PEERS = 256;

  private final Map<String, Peer> peers = new HashMap<>();
  private final String self;
  private final long silentNanos;

  /**
   * Knows nobody yet.
   *
   * @param self our own id
   * @param silentNanos a peer not heard for longer does not count on to answer, ns
   */
  Peers(String self, long silentNanos) {
    this.self = self;
    this.silentNanos = silentNanos;
  }

  Peer heard(Origin sender, long nowNanos) {
    String robot = sender.robot();
    Peer peer = peers.computeIfAbsent(robot, id -> new Peer());
    peer.heard(sender, nowNanos);
    if (peers.size() > MAX_PEERS) {
      peers.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(robot))
          .max(Comparator.comparingLong(entry -> entry.getValue().silenceNanos(nowNanos)))
          .ifPresent(entry -> peers.remove(entry.getKey()));
    }
    return peer;
  }

  /**
   * Our place in the row of those who can answer: the maker of the events first, then the others by
   * id. Whoever is n-th waits until the asker has asked n times in vain.
   *
   * @param asker who lacks events
   * @param origin their origin
   * @param wanted which ones
   */
  int rank(String asker, Origin origin, RangeSet wanted, long nowNanos) {
    if (origin.robot().equals(self)) {
      return 0;
    }
    return (int)
        peers.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(asker))
            .filter(entry -> entry.getValue().silenceNanos(nowNanos) <= silentNanos)
            .filter(entry -> before(entry.getKey(), origin.robot()))
            .filter(entry -> entry.getValue().has(origin, wanted))
            .count();
  }

  private boolean before(String peer, String maker) {
    return peer.equals(maker) || peer.compareTo(self) < 0;
  }
}
