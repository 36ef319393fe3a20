package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The frame reader")
class FrameReaderTest {
  private static final int BODY = 40;

  static byte[] frame(int type, byte[] body) {
    return ByteBuffer.allocate(5 + body.length)
        .putInt(1 + body.length)
        .put((byte) type)
        .put(body)
        .array();
  }

  private static ReadableByteChannel channel(byte[] bytes) {
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  /** Gives one byte a call, and nothing every other time. */
  private static ReadableByteChannel trickle(byte[] bytes) {
    return new ReadableByteChannel() {
      private int calls;

      @Override
      public int read(ByteBuffer into) {
        if (calls++ % 2 == 0) {
          return 0;
        }
        into.put(bytes[calls / 2 - 1]);
        return 1;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  @DisplayName("takes one frame, however it is cut")
  void takesAFrame() throws IOException {
    byte[] body = new byte[BODY];
    body[7] = 9;
    FrameReader reader = new FrameReader(BODY);
    for (int round = 0; round < 3; round++) {
      reader.expect((byte) 0x83, BODY, BODY);
      assertTrue(reader.receive(channel(frame(0x83, body))));
      assertEquals(9, reader.getLong(0));
      assertEquals(BODY, reader.bodySize());
      reader.expect((byte) 0x83, 0, BODY);
      ReadableByteChannel drops = trickle(frame(0x83, body));
      int calls = 1;
      while (!reader.receive(drops)) {
        calls++;
      }
      assertEquals(BODY + 5, calls - 1);
      assertEquals(9, reader.getByte(7));
    }
  }

  @Test
  @DisplayName("takes a frame without a body")
  void emptyBody() throws IOException {
    FrameReader reader = new FrameReader(0);
    reader.expect((byte) 0x84, 0, 0);
    assertTrue(reader.receive(channel(frame(0x84, new byte[0]))));
    assertEquals(0, reader.bodySize());
  }

  @Test
  @DisplayName("refuses another type, another length, and the end of the stream")
  void refuses() {
    refuse(frame(0x82, new byte[BODY]), 0x83, BODY, BODY);
    refuse(frame(0x83, new byte[BODY - 1]), 0x83, BODY, BODY);
    refuse(frame(0x83, new byte[BODY + 1]), 0x83, BODY, BODY);
    refuse(new byte[] {0, 0, 0, 0, (byte) 0x83}, 0x83, 0, BODY);
    refuse(new byte[] {-1, -1, -1, -1, (byte) 0x83}, 0x83, 0, BODY);
    refuse(new byte[] {0, 0, 0x20, 0, (byte) 0xff}, 0x83, 0, BODY);
    refuse(new byte[] {0, 0, 0}, 0x83, 0, BODY);
    refuse(new byte[0], 0x83, 0, BODY);
  }

  private static void refuse(byte[] bytes, int type, int least, int most) {
    FrameReader reader = new FrameReader(BODY);
    reader.expect((byte) type, least, most);
    assertThrows(HostFault.class, () -> reader.receive(channel(bytes)));
  }

  @Test
  @DisplayName("tells what the host says, without what could steer a terminal")
  void errorText() {
    FrameReader reader = new FrameReader(BODY);
    reader.expect((byte) 0x83, 0, BODY);
    byte[] text = "no\u001b[2J\nway".getBytes(StandardCharsets.UTF_8);
    HostFault fault =
        assertThrows(HostFault.class, () -> reader.receive(channel(frame(0xff, text))));
    assertEquals("the host refuses: no [2J way", fault.getMessage());
  }

  @Test
  @DisplayName("ends with a frame, a wait or a clear fault for 20,000 damaged streams")
  void damagedStreams() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    FrameReader reader = new FrameReader(BODY);
    int frames = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = frame(random.nextInt(4) == 0 ? 0xff : 0x83, new byte[random.nextInt(BODY)]);
      for (int change = random.nextInt(3); change > 0; change--) {
        bytes[random.nextInt(Math.min(bytes.length, 8))] = (byte) random.nextInt(256);
      }
      frames += receive(reader, bytes) ? 1 : 0;
    }
    assertTrue(frames > 1000);
  }

  /** Returns whether the bytes begin with a frame; everything else is a fault. */
  static boolean receive(FrameReader reader, byte[] bytes) throws IOException {
    reader.expect((byte) 0x83, 0, BODY);
    try {
      boolean whole = reader.receive(channel(bytes));
      assertTrue(whole);
      assertTrue(reader.bodySize() <= BODY && reader.bodySize() <= bytes.length - 5);
      return true;
    } catch (HostFault e) {
      assertFalse(e.getMessage().isEmpty());
      return false;
    }
  }
}
