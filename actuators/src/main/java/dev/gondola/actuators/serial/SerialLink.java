package dev.gondola.actuators.serial;

/**
 * A byte stream to a serial device. It is the only bus abstraction of our own: Pi4J 4 has no serial
 * interface. Nothing here waits: the control loop must never stand still for a wire.
 *
 * <p>{@link #available}, {@link #read} and {@link #write} allocate nothing and are called by one
 * thread.
 */
public interface SerialLink extends AutoCloseable {

  /** Returns how many received bytes {@link #read} would deliver now. */
  int available();

  /**
   * Takes received bytes, oldest first, without waiting.
   *
   * @param into receives the bytes
   * @param offset first index written
   * @param length largest number of bytes wanted
   * @return bytes delivered, 0..length
   */
  int read(byte[] into, int offset, int length);

  /**
   * Queues bytes for sending, all or none, without waiting.
   *
   * @return false if the queue has no room or the link is down; nothing was queued then
   */
  boolean write(byte[] from, int offset, int length);

  /**
   * Returns whether the device is open and answering; a lost device is reopened in the background.
   */
  boolean isUp();

  /** Returns the device's name for messages, such as {@code /dev/ttyAMA0}. */
  String name();

  @Override
  void close();
}
