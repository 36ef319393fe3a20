package dev.gondola.sim.bus;

import dev.gondola.actuators.serial.SerialLink;

/**
 * A serial line in memory. The robot's end is the {@link SerialLink}; the simulated device's end
 * are {@link #deliver} and {@link #take}. What finds no room is lost, as in a UART's buffer. The
 * ends may belong to different threads. Nothing but the constructor allocates.
 */
public final class SimSerialLink implements SerialLink {
  private final String name;
  private final ByteRing toRobot;
  private final ByteRing fromRobot;
  private boolean up = true;
  private boolean closed;
  private long lost;

  /**
   * Makes a line.
   *
   * @param name device name for messages, such as {@code /dev/ttyAMA0}
   * @param capacity bytes buffered each way, above 0; the kernel's terminals have 4096
   */
  public SimSerialLink(String name, int capacity) {
    this.name = name;
    this.toRobot = new ByteRing(capacity);
    this.fromRobot = new ByteRing(capacity);
  }

  @Override
  public synchronized int available() {
    return isUp() ? toRobot.size() : 0;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    return isUp() ? toRobot.take(into, offset, length) : 0;
  }

  @Override
  public synchronized boolean write(byte[] from, int offset, int length) {
    if (!isUp() || length > fromRobot.free()) {
      return false;
    }
    fromRobot.put(from, offset, length);
    return true;
  }

  @Override
  public synchronized boolean isUp() {
    return up && !closed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  /** Sends bytes to the robot; what finds no room or an unplugged line is lost. */
  public synchronized void deliver(byte[] from, int offset, int length) {
    int accepted = isUp() ? Math.min(length, toRobot.free()) : 0;
    toRobot.put(from, offset, accepted);
    lost += length - accepted;
  }

  /**
   * Takes bytes the robot wrote, oldest first.
   *
   * @return bytes taken, 0..length
   */
  public synchronized int take(byte[] into, int offset, int length) {
    return fromRobot.take(into, offset, length);
  }

  /** Pulls the plug, or puts it back in; what was under way is lost. */
  public synchronized void setPlugged(boolean plugged) {
    up = plugged;
    toRobot.clear();
    fromRobot.clear();
  }

  /** Returns how many bytes to the robot were lost. */
  public synchronized long lostBytes() {
    return lost;
  }
}
