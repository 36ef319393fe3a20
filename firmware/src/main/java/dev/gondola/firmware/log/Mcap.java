package dev.gondola.firmware.log;

/** Constants of the MCAP format, in the words of its specification. */
final class Mcap {
  static final int HEADER = 0x01;
  static final int FOOTER = 0x02;
  static final int SCHEMA = 0x03;
  static final int CHANNEL = 0x04;
  static final int MESSAGE = 0x05;
  static final int CHUNK = 0x06;
  static final int MESSAGE_INDEX = 0x07;
  static final int CHUNK_INDEX = 0x08;
  static final int STATISTICS = 0x0B;
  static final int METADATA = 0x0C;
  static final int METADATA_INDEX = 0x0D;
  static final int SUMMARY_OFFSET = 0x0E;
  static final int DATA_END = 0x0F;

  /** Bytes of an opcode and a content length. */
  static final int RECORD_HEAD = 9;

  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

  private Mcap() {}

  /** Returns the bytes a file begins and ends with. */
  static byte[] magic() {
    return MAGIC.clone();
  }
}
