package dev.gondola.memory;

import org.tinylog.Logger;

/** Counts what a replicator does; logs what goes wrong the 1st, 2nd, 4th, 8th... time. */
final class Tally {

  private long messagesReceived;
  private long bytesReceived;
  private long applied;
  private long duplicates;
  private long answered;
  private long malformed;
  private long otherVersion;
  private long ahead;
  private long conflicts;
  private long impostors;
  private long storeFailures;
  private String lastFault = "";

  void received(int bytes) {
    messagesReceived++;
    bytesReceived += bytes;
  }

  void answered(int events) {
    answered += events;
  }

  void merged(Memory.Merged merged) {
    applied += merged.applied();
    duplicates += merged.duplicates();
    if (!merged.ahead().isEmpty()) {
      ahead += merged.ahead().size();
      fault(
          ahead,
          "refused events stamped more than a day ahead of our clock, such as "
              + merged.ahead().getFirst()
              + ": set the clocks");
    }
    if (!merged.conflicts().isEmpty()) {
      conflicts += merged.conflicts().size();
      fault(
          conflicts,
          "refused another event with the key "
              + merged.conflicts().getFirst()
              + ": two robots have the same id");
    }
    if (!merged.foreign().isEmpty()) {
      impostors += merged.foreign().size();
      fault(impostors, "refused events of our own boot that we have not made: an id used twice");
    }
  }

  void malformed(IllegalArgumentException e) {
    malformed++;
    fault(malformed, "refused a message: " + e.getMessage());
  }

  void otherVersion(IllegalArgumentException e) {
    otherVersion++;
    fault(otherVersion, "refused a message: " + e.getMessage());
  }

  void impostor(Origin sender) {
    impostors++;
    fault(
        impostors,
        "a message from "
            + sender.robot()
            + "/"
            + sender.boot()
            + ", our own id: a late one of an earlier run, or two robots have the same id");
  }

  void storeFailed(MemoryException e) {
    storeFailures++;
    fault(storeFailures, e.getMessage());
  }

  ReplicationStats snapshot(Outbox outbox, Inbox inbox) {
    return new ReplicationStats(
        outbox.messages(),
        outbox.bytes(),
        messagesReceived,
        bytesReceived,
        applied,
        duplicates,
        answered,
        malformed + inbox.oversized(),
        otherVersion,
        ahead,
        conflicts,
        impostors,
        inbox.overflowed(),
        storeFailures,
        lastFault);
  }

  private void fault(long count, String what) {
    lastFault = what;
    if (Long.bitCount(count) == 1) {
      Logger.warn("Memory replication: {} ({} so far)", what, count);
    }
  }
}
