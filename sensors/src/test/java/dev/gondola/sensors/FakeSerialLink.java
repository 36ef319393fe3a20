package dev.gondola.sensors;

import dev.gondola.actuators.serial.SerialLink;
import java.io.ByteArrayOutputStream;

/** A serial link in memory. */
final class FakeSerialLink implements SerialLink {
  private final byte[] incoming = new byte[1 << 16];
  private int start;
  private int end;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  boolean up = true;

  /** Lets bytes arrive. */
  void receive(byte... bytes) {
    if (start == end) {
      start = 0;
      end = 0;
    }
    System.arraycopy(bytes, 0, incoming, end, bytes.length);
    end += bytes.length;
  }

  byte[] takeWritten() {
    byte[] bytes = written.toByteArray();
    written.reset();
    return bytes;
  }

  @Override
  public int available() {
    return end - start;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int count = Math.min(length, available());
    System.arraycopy(incoming, start, into, offset, count);
    start += count;
    return count;
  }

  @Override
  public boolean write(byte[] from, int offset, int length) {
    if (up) {
      written.write(from, offset, length);
    }
    return up;
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public void close() {
    up = false;
  }
}
