package dev.gondola.sensors;

import java.io.ByteArrayOutputStream;

/** Writes what a TFmini-S sends. */
final class TfMiniSFrames {
  private TfMiniSFrames() {}

  /** Returns bytes from their unsigned values. */
  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Returns a data frame. */
  static byte[] data(int distance, int strength, int temperature) {
    byte[] frame =
        bytes(
            0x59,
            0x59,
            distance,
            distance >> 8,
            strength,
            strength >> 8,
            temperature,
            temperature >> 8,
            0);
    int sum = 0;
    for (byte b : frame) {
      sum += b & 0xFF;
    }
    frame[8] = (byte) sum;
    return frame;
  }

  /** Returns a good data frame with usual strength and 40 degrees Celsius. */
  static byte[] data(int centimetres) {
    return data(centimetres, 1_000, (40 + 256) * 8);
  }

  /** Joins byte strings. */
  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
