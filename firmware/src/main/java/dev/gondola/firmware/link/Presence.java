package dev.gondola.firmware.link;

/**
 * How a link says on a retained topic whether it is connected. {@link ConnectionState#ONLINE} is
 * published after each connect, {@link ConnectionState#OFFLINE} before a clean close, and {@link
 * ConnectionState#CONNECTION_BROKEN} is left with the broker as last will.
 */
public interface Presence {

  /** Returns the topic, without wildcards. */
  String topic();

  /** Returns the message for a state, made at the time of the call. */
  byte[] payload(ConnectionState state);
}
