package dev.gondola.memory;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What replicas tell each other. */
sealed interface Message {

  /** Who sends it. */
  Origin sender();

  /** Events, new or asked for. */
  record EventBatch(Origin sender, List<Event> events) implements Message {}

  /** A statement of which events the sender has. */
  sealed interface Statement extends Message {

    /** The events that the sender says it has. */
    VersionVector have();

    /** Whether the statement says something about an origin, be it that it has nothing of it. */
    boolean covers(Origin origin);
  }

  /**
   * The short statement: the newest boot of every robot known to the sender, and a hash over the
   * older ones. Its size depends on the number of robots, not on how often they were started.
   *
   * @param closed {@link #closedHash} of everything the sender has
   * @param have for each robot its newest boot
   */
  record Digest(Origin sender, String closed, VersionVector have) implements Statement {

    static Digest of(Origin sender, VersionVector held) {
      VersionVector newest = new VersionVector();
      for (Origin origin : held.origins().keySet()) {
        Origin next = held.origins().higherKey(origin);
        if (next == null || !next.robot().equals(origin.robot())) {
          newest.add(origin, held.of(origin));
        }
      }
      return new Digest(sender, closedHash(held, newest), newest);
    }

    @Override
    public boolean covers(Origin origin) {
      return origin.boot() >= have.firstBoot(origin.robot());
    }
  }

  /**
   * The long statement, sent in pages while the hashes differ.
   *
   * @param after the page speaks of origins greater than this one; null for no limit
   * @param through the page speaks of origins up to this one; null for no limit
   * @param have all that the sender has of these
   */
  record Page(Origin sender, Origin after, Origin through, VersionVector have)
      implements Statement {

    @Override
    public boolean covers(Origin origin) {
      return (after == null || origin.compareTo(after) > 0)
          && (through == null || origin.compareTo(through) <= 0);
    }
  }

  /**
   * First 64 bits of the SHA-256 over those origins of a vector that are older than the ones named.
   *
   * @param newest for each robot its newest boot
   */
  static String closedHash(VersionVector vector, VersionVector newest) {
    StringBuilder text = new StringBuilder();
    vector
        .origins()
        .forEach(
            (origin, set) -> {
              if (origin.boot() < newest.firstBoot(origin.robot())) {
                text.append(origin.robot()).append('/').append(origin.boot()).append(set);
              }
            });
    byte[] hash = MemoryState.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
