package dev.gondola.snn.loihi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Takes the one frame that is expected out of a stream of bytes, as they come. Whatever else comes
 * is a {@link HostFault}; a length is believed only after it was found to fit. Allocates nothing
 * but what a fault needs.
 */
final class FrameReader {
  private final ByteBuffer buffer;
  private byte expected;
  private int least;
  private int most;
  private int length;

  /**
   * Makes a reader.
   *
   * @param maxBody largest body of any frame to come, bytes
   */
  FrameReader(int maxBody) {
    buffer =
        ByteBuffer.allocateDirect(HostProtocol.HEADER + Math.max(maxBody, HostProtocol.MAX_TEXT));
  }

  /**
   * Begins to wait for a frame.
   *
   * @param type its type
   * @param minBody smallest body, bytes
   * @param maxBody largest body, bytes, at most what the reader was made for
   */
  void expect(byte type, int minBody, int maxBody) {
    expected = type;
    least = minBody;
    most = maxBody;
    length = -1;
    buffer.clear();
  }

  /**
   * Reads what is there.
   *
   * @return whether the frame is whole
   * @throws HostFault if it is not the one expected, or the host refuses or goes
   * @throws IOException if the channel fails
   */
  boolean receive(ReadableByteChannel channel) throws IOException {
    int wanted = length < 0 ? HostProtocol.HEADER : length;
    while (true) {
      buffer.limit(wanted);
      int count = buffer.hasRemaining() ? channel.read(buffer) : 0;
      if (count < 0) {
        throw new HostFault("the host closed the connection");
      }
      if (buffer.hasRemaining()) {
        if (count == 0) {
          return false;
        }
      } else if (length >= 0) {
        refuse();
        return true;
      } else {
        length = HostProtocol.HEADER - 1 + checkedLength();
        wanted = length;
      }
    }
  }

  /** Returns the checked length of type and body. */
  private int checkedLength() throws HostFault {
    int size = buffer.getInt(0);
    byte type = buffer.get(HostProtocol.HEADER - 1);
    boolean fits =
        type == expected
            ? size >= 1 + least && size <= 1 + most
            : type == HostProtocol.ERROR && size >= 1 && size <= 1 + HostProtocol.MAX_TEXT;
    if (!fits) {
      throw new HostFault(
          "the host sent a frame of type 0x%02x and length %s where type 0x%02x and %d..%d belong"
              .formatted(type, Integer.toUnsignedString(size), expected, 1 + least, 1 + most));
    }
    return size;
  }

  private void refuse() throws HostFault {
    if (buffer.get(HostProtocol.HEADER - 1) == HostProtocol.ERROR) {
      throw new HostFault("the host refuses: " + text(0, bodySize()));
    }
  }

  /** Returns the size of the body that was read, bytes. */
  int bodySize() {
    return length - HostProtocol.HEADER;
  }

  byte getByte(int offset) {
    return buffer.get(HostProtocol.HEADER + offset);
  }

  int getShort(int offset) {
    return Short.toUnsignedInt(buffer.getShort(HostProtocol.HEADER + offset));
  }

  int getInt(int offset) {
    return buffer.getInt(HostProtocol.HEADER + offset);
  }

  long getLong(int offset) {
    return buffer.getLong(HostProtocol.HEADER + offset);
  }

  /** Returns text of the body for people; what could steer a terminal is left out. */
  String text(int offset, int size) {
    byte[] bytes = new byte[size];
    buffer.get(HostProtocol.HEADER + offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
  }
}
