package dev.gondola.memory;

import dev.gondola.memory.Message.Digest;
import dev.gondola.memory.Message.Statement;
import java.util.HashMap;
import java.util.Map;

/** What a replica knows of another one. Its size is bounded by what we hold ourselves. */
final class Peer {

  /** How often a peer has said that it lacks something without having got any of it in between. */
  private record Stall(long held, int statements) {}

  private final VersionVector have = new VersionVector();
  private final Map<Origin, Stall> stalls = new HashMap<>();
  private String agreedHash = "";
  private long heardNanos;

  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  long silenceNanos(long nowNanos) {
    return nowNanos - heardNanos;
  }

  boolean has(Origin origin, RangeSet wanted) {
    return have.of(origin).containsAll(wanted);
  }

  /**
   * Times in a row, before this one, that the peer lacked something of an origin, without progress.
   */
  int stalled(Origin origin) {
    Stall stall = stalls.get(origin);
    return stall == null ? 0 : stall.statements();
  }

  /**
   * Takes note of a statement.
   *
   * @param held what we hold
   * @param agrees whether it is a digest whose hash over older boots is ours
   * @return what the peer lacks of that
   */
  VersionVector note(Statement statement, VersionVector held, boolean agrees) {
    VersionVector lacks = new VersionVector();
    for (Map.Entry<Origin, RangeSet> entry : held.origins().entrySet()) {
      Origin origin = entry.getKey();
      if (statement.covers(origin)) {
        RangeSet theirs = statement.have().of(origin);
        have.replace(origin, theirs);
        RangeSet missing = entry.getValue().minus(theirs);
        lacks.add(origin, missing);
        noteProgress(origin, theirs.count(), missing.isEmpty());
      }
    }
    if (agrees && statement instanceof Digest digest && !agreedHash.equals(digest.closed())) {
      noteAgreement(digest, held);
    }
    return lacks;
  }

  private void noteProgress(Origin origin, long count, boolean complete) {
    if (complete) {
      stalls.remove(origin);
    } else {
      stalls.merge(
          origin,
          new Stall(count, 0),
          (before, now) ->
              before.held() == now.held() ? new Stall(count, before.statements() + 1) : now);
    }
  }

  /** Equal hashes say that the peer has just what we have of the older boots. */
  private void noteAgreement(Digest digest, VersionVector held) {
    agreedHash = digest.closed();
    held.origins()
        .forEach(
            (origin, set) -> {
              if (!digest.covers(origin)) {
                have.replace(origin, set);
                stalls.remove(origin);
              }
            });
  }
}
