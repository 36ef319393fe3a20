package dev.gondola.memory;

import java.util.List;

/** Sends within a byte rate and remembers for a while which events were sent. */
final class Outbox {

  /** Name of the channel that carries events. */
  static final String EVENTS = "events";

  /** Name of the channel that carries statements of what a replica has. */
  static final String DIGESTS = "digests";

  private final Transport transport;
  private final Origin self;
  private final double bytesPerSecond;
  private final long forgetNanos;

  private double allowanceBytes;
  private long lastRefillNanos;
  private long nextForgetNanos;
  private boolean started;
  private VersionVector sent = new VersionVector();
  private VersionVector sentBefore = new VersionVector();
  private long messages;
  private long bytes;

  /**
   * An empty outbox.
   *
   * @param bytesPerSecond events are not sent faster than this
   * @param forgetNanos an event sent counts as on its way for once to twice this time, ns
   */
  Outbox(Transport transport, Origin self, long bytesPerSecond, long forgetNanos) {
    this.transport = transport;
    this.self = self;
    this.bytesPerSecond = bytesPerSecond;
    this.forgetNanos = forgetNanos;
  }

  void advance(long nowNanos) {
    if (!started) {
      started = true;
      lastRefillNanos = nowNanos;
      nextForgetNanos = nowNanos + forgetNanos;
      allowanceBytes = bytesPerSecond;
    }
    double refill = (nowNanos - lastRefillNanos) * 1e-9 * bytesPerSecond;
    allowanceBytes = Math.min(bytesPerSecond, allowanceBytes + refill);
    lastRefillNanos = nowNanos;
    if (nowNanos - nextForgetNanos >= 0) {
      nextForgetNanos = nowNanos + forgetNanos;
      sentBefore = sent;
      sent = new VersionVector();
    }
  }

  /** Leaves out of a set what is on its way already. */
  VersionVector notOnTheWay(VersionVector wanted) {
    return wanted.minus(sent).minus(sentBefore);
  }

  /**
   * Sends the first of the events, as many as one message holds.
   *
   * @param events at least one
   * @return those sent, empty if the rate or the transport does not allow any now
   */
  List<Event> send(List<Event> events) {
    if (allowanceBytes <= 0) {
      return List.of();
    }
    MessagePacker packed = MessageCodec.pack(self, events);
    if (!send(EVENTS, packed.message())) {
      return List.of();
    }
    List<Event> packedEvents = events.subList(0, packed.items());
    packedEvents.forEach(event -> sent.add(event.key()));
    return packedEvents;
  }

  boolean sendStatement(byte[] statement) {
    return send(DIGESTS, statement);
  }

  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }

  private boolean send(String channel, byte[] message) {
    if (!transport.publish(channel, message)) {
      return false;
    }
    messages++;
    bytes += message.length;
    allowanceBytes -= message.length;
    return true;
  }
}
