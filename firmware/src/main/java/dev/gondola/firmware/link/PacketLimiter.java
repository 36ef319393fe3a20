package dev.gondola.firmware.link;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds the MQTT packets of a stream before anything is allocated for them: Paho takes the length
 * that a packet claims, up to 256 MiB, at its word. A PUBLISH that is too long is passed on cut to
 * the bound, with its length corrected, so that it is acknowledged as usual and its payload is seen
 * to be over the limit; any other packet over the bound ends the connection.
 *
 * <p>Fixed header: one byte of type and flags, then the remaining length in 1..4 bytes of 7 bits,
 * least significant first (MQTT 3.1.1, 2.2). A time-out in the middle of it loses nothing, which
 * Paho's own reader does not promise.
 */
final class PacketLimiter extends InputStream {
  private static final int PUBLISH = 3;
  private static final int MAX_LENGTH_BYTES = 4;
  private static final int SCRATCH_BYTES = 4096;

  private final InputStream in;
  private final int maxRemaining;
  private final byte[] header = new byte[1 + MAX_LENGTH_BYTES];
  private final byte[] scratch = new byte[SCRATCH_BYTES];
  private int headerLength;
  private int headerRead;
  private boolean headerComplete;
  private int passing;
  private int skipping;

  /**
   * Wraps a stream.
   *
   * @param maxRemaining largest remaining length passed on, bytes
   */
  PacketLimiter(InputStream in, int maxRemaining) {
    this.in = new BufferedInputStream(in);
    this.maxRemaining = maxRemaining;
  }

  @Override
  public int read() throws IOException {
    if (!prepare()) {
      return -1;
    }
    if (headerRead < headerLength) {
      return header[headerRead++] & 0xff;
    }
    int b = in.read();
    if (b >= 0) {
      passing--;
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!prepare()) {
      return -1;
    }
    if (headerRead < headerLength) {
      buffer[offset] = header[headerRead++];
      return 1;
    }
    int n = in.read(buffer, offset, Math.min(length, passing));
    if (n > 0) {
      passing -= n;
    }
    return n;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Makes sure that there is a header or body byte to give; false at the end of the stream. */
  private boolean prepare() throws IOException {
    while (!headerComplete || headerRead == headerLength) {
      if (headerComplete && passing > 0) {
        return true;
      }
      if (skipping > 0) {
        skip();
      } else if (!readHeader()) {
        return false;
      }
    }
    return true;
  }

  private void skip() throws IOException {
    int n = in.read(scratch, 0, Math.min(skipping, scratch.length));
    if (n < 0) {
      throw new EOFException();
    }
    skipping -= n;
  }

  private boolean readHeader() throws IOException {
    if (headerComplete) {
      headerComplete = false;
      headerLength = 0;
      headerRead = 0;
    }
    while (headerLength < 2 || (header[headerLength - 1] & 0x80) != 0) {
      if (headerLength == header.length) {
        throw new IOException("malformed MQTT packet: its length has more than 4 bytes");
      }
      int b = in.read();
      if (b < 0) {
        return false;
      }
      header[headerLength++] = (byte) b;
    }
    limit();
    headerComplete = true;
    return true;
  }

  private void limit() throws IOException {
    int remaining = 0;
    for (int i = 1; i < headerLength; i++) {
      remaining |= (header[i] & 0x7f) << (7 * (i - 1));
    }
    if (remaining > maxRemaining && ((header[0] >> 4) & 0x0f) != PUBLISH) {
      throw new IOException("MQTT packet of " + remaining + " bytes refused");
    }
    passing = Math.min(remaining, maxRemaining);
    skipping = remaining - passing;
    writeLength(passing);
  }

  private void writeLength(int value) {
    headerLength = 1;
    int rest = value;
    do {
      header[headerLength++] = (byte) (rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
      rest >>= 7;
    } while (rest > 0);
  }
}
