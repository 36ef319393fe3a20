package dev.gondola.firmware.link;

/** What becomes of an outgoing message when the link is slow or down. */
public enum Delivery {
  /**
   * State that the next message replaces, such as telemetry: only the newest unsent message of each
   * topic is kept. QoS 0 (QoS 1 if retained).
   */
  LATEST,

  /**
   * Facts that must arrive, such as events: at least once, in order, kept while the link is down.
   * When the queue is full the new message is refused, because the oldest ones tell how it began.
   * QoS 1.
   */
  RELIABLE,

  /**
   * Orders that are worthless or dangerous when late: refused while the link is down, dropped when
   * it breaks, never sent again. QoS 1.
   */
  NOW
}
