package dev.gondola.snn.loihi;

import java.nio.ByteBuffer;

/** The STEP frame of a session, written anew for each round. Allocates nothing. */
final class StepRequest {
  private final ByteBuffer frame;
  private final int steps;

  StepRequest(NetworkImage image) {
    frame = ByteBuffer.allocateDirect(HostProtocol.HEADER + image.maxRequestSize());
    steps = image.steps();
  }

  /**
   * Returns the frame, ready to be written: as a bitmap where every value is 0 or 1.
   *
   * @param first number of the round's first step, from 1
   * @param values of all input channels, held for the whole round
   */
  ByteBuffer of(long first, int[] values) {
    boolean bits = true;
    for (int value : values) {
      bits &= (value & ~1) == 0;
    }
    frame.clear().position(HostProtocol.HEADER);
    frame.putLong(first).putShort((short) steps);
    frame.put(bits ? HostProtocol.BITMAP : HostProtocol.VALUES);
    if (bits) {
      putBits(values);
    } else {
      for (int value : values) {
        frame.putInt(value);
      }
    }
    frame.flip();
    frame.putInt(0, frame.limit() - HostProtocol.HEADER + 1);
    return frame.put(HostProtocol.HEADER - 1, HostProtocol.STEP);
  }

  private void putBits(int[] values) {
    for (int i = 0; i < values.length; i += 8) {
      int bits = 0;
      for (int k = 0; k < 8 && i + k < values.length; k++) {
        bits |= values[i + k] << k;
      }
      frame.put((byte) bits);
    }
  }
}
