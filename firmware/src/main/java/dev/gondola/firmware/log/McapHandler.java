package dev.gondola.firmware.log;

import java.io.IOException;
import java.util.Map;

/** Receives the contents of an MCAP file in file order; an exception ends the reading. */
public interface McapHandler {
  /**
   * A stream of messages.
   *
   * @param id the channel's id in the file
   * @param schemaId 0 for none
   * @param topic the channel's name
   * @param messageEncoding such as {@code json}
   */
  record Channel(int id, int schemaId, String topic, String messageEncoding) {}

  /** The file's header. */
  default void header(String profile, String library) throws IOException {}

  /** A schema; each id comes once. */
  default void schema(int id, String name, String encoding, byte[] data) throws IOException {}

  /** A channel; each id comes once, before its messages. */
  default void channel(Channel channel) throws IOException {}

  /** A metadata record. */
  default void metadata(String name, Map<String, String> entries) throws IOException {}

  /**
   * A message.
   *
   * @param channel its channel
   * @param sequence its counter
   * @param logTime ns, unsigned
   * @param data the message; the handler's own
   */
  default void message(Channel channel, long sequence, long logTime, byte[] data)
      throws IOException {}
}
