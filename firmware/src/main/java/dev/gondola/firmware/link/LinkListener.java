package dev.gondola.firmware.link;

/** Hears of the link's coming up and going down; called on the link's own thread. */
public interface LinkListener {

  /** The broker has accepted the connection, and the subscriptions are on their way. */
  void linkUp();

  /**
   * The connection is gone; the link tries again by itself unless it was closed.
   *
   * @param reason what was seen, in one line
   */
  void linkDown(String reason);
}
