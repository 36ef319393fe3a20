package dev.gondola.sensors;

/**
 * Commands of a Benewake TFmini-S. Source: Benewake, TFmini-S Product Manual, SJ-PM-TFmini-S A01,
 * section 7 and table 12.
 */
final class TfMiniSCommand {
  static final int FIRMWARE_VERSION = 0x01;
  static final int RESET = 0x02;
  static final int FRAME_RATE = 0x03;
  static final int OUTPUT_FORMAT = 0x05;
  static final int RESTORE = 0x10;
  static final int SAVE = 0x11;

  /** Payload of {@link #OUTPUT_FORMAT}: 9-byte frames, distance in centimetres. */
  static final int FORMAT_CENTIMETRES = 0x01;

  private TfMiniSCommand() {}

  /** Returns the bytes of a command: header, length, number, payload, sum. */
  static byte[] bytes(int command, int... payload) {
    byte[] bytes = new byte[payload.length + 4];
    bytes[0] = (byte) TfMiniSParser.COMMAND_HEADER;
    bytes[1] = (byte) bytes.length;
    bytes[2] = (byte) command;
    for (int i = 0; i < payload.length; i++) {
      bytes[3 + i] = (byte) payload[i];
    }
    bytes[bytes.length - 1] = (byte) TfMiniSParser.sum(bytes, bytes.length - 1);
    return bytes;
  }
}
