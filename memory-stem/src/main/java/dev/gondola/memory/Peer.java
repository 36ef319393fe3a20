package dev.gondola.memory;

import dev.gondola.memory.Message.Digest;
import dev.gondola.memory.Message.Statement;
import java.util.HashMap;
import java.util.Map;

/** What a replica knows of another one. Its size is bounded by what we hold ourselves. */
final class Peer {

  /** The first event that a peer lacks of an origin, and how often it has said so again. */
  private record Stall(long firstMissing, int repetitions) {}

  private final VersionVector have = new VersionVector();
  private final Map<Origin, Stall> stalls = new HashMap<>();
  private String agreedHash = "";
  private Origin self;
  private long heardNanos;

  void heard(Origin sender, long nowNanos) {
    self = sender;
    heardNanos = nowNanos;
  }

  long silenceNanos(long nowNanos) {
    return nowNanos - heardNanos;
  }

  /** Whether the peer can give some of what is wanted, as far as we know. */
  boolean has(Origin origin, RangeSet wanted) {
    return origin.equals(self) || have.of(origin).containsAny(wanted);
  }

  /** How often the peer has said again that it lacks the same first event of an origin. */
  int stalled(Origin origin) {
    Stall stall = stalls.get(origin);
    return stall == null ? 0 : stall.repetitions();
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
        noteProgress(origin, missing);
      }
    }
    if (agrees && statement instanceof Digest digest && !agreedHash.equals(digest.closed())) {
      noteAgreement(digest, held);
    }
    return lacks;
  }

  private void noteProgress(Origin origin, RangeSet missing) {
    if (missing.isEmpty()) {
      stalls.remove(origin);
      return;
    }
    Stall before = stalls.get(origin);
    boolean again = before != null && before.firstMissing() == missing.first();
    stalls.put(origin, new Stall(missing.first(), again ? before.repetitions() + 1 : 0));
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
