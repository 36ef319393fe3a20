package dev.gondola.firmware.link;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The unsent messages of a link, bounded, with the policy of {@link Delivery}. Not thread-safe: the
 * link guards it.
 */
final class OutgoingQueue {
  /** Longest topic, characters. */
  static final int MAX_TOPIC_LENGTH = 256;

  /** Topics that may have an unsent {@link Delivery#LATEST} message. */
  static final int MAX_LATEST_TOPICS = 64;

  private final int capacity;
  private final int maxPayloadBytes;
  private final ArrayDeque<Outgoing> ordered = new ArrayDeque<>();
  private final Map<String, Outgoing> latest = new LinkedHashMap<>();
  private boolean linkUp;
  private boolean latestNext;
  private long superseded;
  private long refused;
  private long dropped;

  OutgoingQueue(int capacity, int maxPayloadBytes) {
    this.capacity = capacity;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** Takes a message or refuses it, by the policy of its delivery. */
  boolean offer(Outgoing message) {
    boolean taken =
        message.payload.length <= maxPayloadBytes
            && (message.delivery == Delivery.LATEST ? offerLatest(message) : offerOrdered(message));
    if (!taken) {
      refused++;
    }
    return taken;
  }

  private boolean offerLatest(Outgoing message) {
    if (latest.size() >= MAX_LATEST_TOPICS && !latest.containsKey(message.topic)) {
      return false;
    }
    if (latest.put(message.topic, message) != null) {
      superseded++;
    }
    return true;
  }

  private boolean offerOrdered(Outgoing message) {
    return ordered.size() < capacity
        && (linkUp || message.delivery != Delivery.NOW)
        && ordered.add(message);
  }

  /** Counts a message that was refused before it came here. */
  void countRefused() {
    refused++;
  }

  /**
   * Takes the next message to send, or null. State and ordered messages take turns, so that neither
   * starves the other.
   */
  Outgoing poll() {
    boolean takeLatest = !latest.isEmpty() && (latestNext || ordered.isEmpty());
    latestNext = !takeLatest;
    return takeLatest ? pollLatest() : ordered.poll();
  }

  private Outgoing pollLatest() {
    Iterator<Outgoing> oldest = latest.values().iterator();
    Outgoing message = oldest.next();
    oldest.remove();
    return message;
  }

  boolean isEmpty() {
    return ordered.isEmpty() && latest.isEmpty();
  }

  void linkUp() {
    linkUp = true;
  }

  /**
   * Keeps what must arrive and drops what would arrive late. The unacknowledged messages go to the
   * front, so the queue may for a time hold more than its capacity by the window of the connection.
   *
   * @param unacknowledged what the connection had taken, oldest first
   */
  void linkDown(Collection<Outgoing> unacknowledged) {
    linkUp = false;
    int before = ordered.size();
    ordered.removeIf(message -> message.delivery == Delivery.NOW);
    dropped += before - ordered.size();
    for (Outgoing message : List.copyOf(unacknowledged).reversed()) {
      if (message.delivery == Delivery.RELIABLE) {
        ordered.addFirst(message);
      } else {
        dropped++;
      }
    }
  }

  long superseded() {
    return superseded;
  }

  long refused() {
    return refused;
  }

  long dropped() {
    return dropped;
  }
}
