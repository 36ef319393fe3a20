package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The packet limiter")
class PacketLimiterTest {
  private static final int PUBLISH = 0x30;
  private static final int PINGRESP = 0xd0;

  private static byte[] packet(int header, int length, SplittableRandom random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header);
    int rest = length;
    do {
      out.write(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
      rest >>= 7;
    } while (rest > 0);
    byte[] body = new byte[length];
    random.nextBytes(body);
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] readAll(InputStream in, SplittableRandom random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[50];
    while (true) {
      try {
        if (random.nextBoolean()) {
          int b = in.read();
          if (b < 0) {
            return out.toByteArray();
          }
          out.write(b);
        } else {
          int n = in.read(buffer, 0, 1 + random.nextInt(buffer.length));
          if (n < 0) {
            return out.toByteArray();
          }
          out.write(buffer, 0, n);
        }
      } catch (SocketTimeoutException e) {
        // As Paho does: read again.
      }
    }
  }

  /** Gives its bytes in small pieces with time-outs in between, as a slow socket does. */
  private static final class SlowInput extends InputStream {
    private final InputStream in;
    private final SplittableRandom random;

    SlowInput(byte[] bytes, SplittableRandom random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() throws IOException {
      timeOut();
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      timeOut();
      return in.read(buffer, offset, Math.min(length, 1 + random.nextInt(7)));
    }

    private void timeOut() throws SocketTimeoutException {
      if (random.nextInt(3) == 0) {
        throw new SocketTimeoutException();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("passes what is within the bound and cuts longer messages, however it comes")
  void passesAndCuts(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    int bound = 200;
    for (int i = 0; i < 200; i++) {
      boolean publish = random.nextBoolean();
      int length = publish ? random.nextInt(5) * random.nextInt(500) : random.nextInt(bound + 1);
      byte[] packet = packet(publish ? PUBLISH : 0x90, length, random);
      sent.writeBytes(packet);
      if (length <= bound) {
        expected.writeBytes(packet);
      } else {
        expected.write(PUBLISH);
        expected.write((bound & 0x7f) | 0x80);
        expected.write(bound >> 7);
        expected.write(packet, packet.length - length, bound);
      }
    }

    InputStream limited = new PacketLimiter(new SlowInput(sent.toByteArray(), random), bound);

    assertArrayEquals(expected.toByteArray(), readAll(limited, random));
  }

  @Test
  @DisplayName("refuses another packet that is too long, at its header")
  void otherPacket() {
    byte[] header = {(byte) 0x90, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
    InputStream limited = new PacketLimiter(new ByteArrayInputStream(header), 1000);
    IOException e = assertThrows(IOException.class, limited::read);
    assertEquals("MQTT packet of 268435455 bytes refused", e.getMessage());
  }

  @Test
  @DisplayName("refuses a length of five bytes")
  void malformedLength() {
    byte[] header = {0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1};
    InputStream limited = new PacketLimiter(new ByteArrayInputStream(header), 1000);
    assertThrows(IOException.class, limited::read);
  }

  @Test
  @DisplayName("ends with the stream, also in the middle of a packet")
  void endOfStream() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] ping = packet(PINGRESP, 0, random);
    InputStream whole = new PacketLimiter(new ByteArrayInputStream(ping), 10);
    assertArrayEquals(ping, whole.readAllBytes());
    InputStream half = new PacketLimiter(new ByteArrayInputStream(new byte[] {0x30, 5, 1}), 10);
    assertEquals(3, half.readAllBytes().length);
    InputStream cut = new PacketLimiter(new ByteArrayInputStream(new byte[] {0x30, 20, 1}), 10);
    cut.readNBytes(3);
    assertEquals(-1, cut.read());
    InputStream skipped =
        new PacketLimiter(new ByteArrayInputStream(new byte[] {0x30, 4, 1, 2, 3}), 2);
    skipped.readNBytes(4);
    assertThrows(EOFException.class, skipped::read);
  }
}
