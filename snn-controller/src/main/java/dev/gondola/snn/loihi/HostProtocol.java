package dev.gondola.snn.loihi;

/**
 * Numbers of the host protocol, version 1; all big endian. The byte tables are in {@code
 * docs/loihi-protocol.md}.
 */
final class HostProtocol {
  static final int MAGIC = 0x474E444C;
  static final short VERSION = 1;

  static final byte HELLO = 0x01;
  static final byte LOAD = 0x02;
  static final byte STEP = 0x03;
  static final byte RESET = 0x04;
  static final byte BYE = 0x05;
  static final byte WELCOME = (byte) 0x81;
  static final byte LOADED = (byte) 0x82;
  static final byte SPIKES = (byte) 0x83;
  static final byte READY = (byte) 0x84;
  static final byte ERROR = (byte) 0xFF;

  /** Encodings of the input of a STEP. */
  static final byte BITMAP = 0;

  static final byte VALUES = 1;

  /** Bytes before the body: u32 length of type and body, u8 type. */
  static final int HEADER = 5;

  /** WELCOME without its name, and the longest name. */
  static final int WELCOME_SIZE = 13;

  static final int MAX_NAME = 255;
  static final int DIGEST_SIZE = 32;
  static final int LOADED_SIZE = DIGEST_SIZE + 9;
  static final int STEP_HEADER = 11;
  static final int SPIKES_HEADER = 10;
  static final int MAX_TEXT = 4096;

  /** Largest network and largest reply, bytes. */
  static final int MAX_NETWORK = 16 << 20;

  static final int MAX_REPLY = 16 << 20;

  private HostProtocol() {}

  static int bitmapSize(int bits) {
    return (bits + 7) / 8;
  }
}
