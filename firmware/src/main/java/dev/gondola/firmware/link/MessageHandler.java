package dev.gondola.firmware.link;

/** Takes the messages of one subscription. */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Takes one message. Called on the link's receiving thread, one message at a time, so it must
   * return quickly: while it runs nothing is received and the broker's signs of life are not seen.
   * What it throws is logged and counted by the link and goes no further.
   *
   * @param topic the topic that the message was published to
   * @param payload the message, at most {@link LinkOptions#maxPayloadBytes} long; the handler may
   *     keep it
   * @param retained whether the broker had stored the message before this subscription; such a
   *     message may be of any age
   */
  void onMessage(String topic, byte[] payload, boolean retained);
}
