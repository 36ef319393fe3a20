package dev.gondola.firmware.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/** A growing buffer in which MCAP records are put together, little endian. */
final class RecordBuffer {
  private byte[] array;
  private ByteBuffer bytes;

  RecordBuffer(int capacity) {
    use(new byte[capacity], 0);
  }

  private void use(byte[] newArray, int position) {
    array = newArray;
    bytes = ByteBuffer.wrap(newArray).order(ByteOrder.LITTLE_ENDIAN).position(position);
  }

  int size() {
    return bytes.position();
  }

  void clear() {
    bytes.clear();
  }

  /** Returns what was put in, as a view that is valid until the next change. */
  ByteBuffer view() {
    return ByteBuffer.wrap(array, 0, size());
  }

  RecordBuffer u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  RecordBuffer u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  RecordBuffer u32(long value) {
    room(4).putInt((int) value);
    return this;
  }

  RecordBuffer u64(long value) {
    room(8).putLong(value);
    return this;
  }

  RecordBuffer bytes(byte[] value, int length) {
    room(length).put(value, 0, length);
    return this;
  }

  RecordBuffer append(RecordBuffer other) {
    return bytes(other.array, other.size());
  }

  RecordBuffer string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).bytes(utf8, utf8.length);
  }

  RecordBuffer map(Map<String, String> entries) {
    int start = size();
    u32(0);
    entries.forEach((key, value) -> string(key).string(value));
    bytes.putInt(start, size() - start - 4);
    return this;
  }

  /** Begins a record; {@link #end} with the returned position fills in its length. */
  int begin(int opcode) {
    int start = size();
    u8(opcode).u64(0);
    return start;
  }

  void end(int start) {
    bytes.putLong(start + 1, (long) size() - start - Mcap.RECORD_HEAD);
  }

  void setU32(int position, long value) {
    bytes.putInt(position, (int) value);
  }

  /** Returns the CRC-32 of the first {@code length} bytes. */
  long crc32(int length) {
    CRC32 crc = new CRC32();
    crc.update(array, 0, length);
    return crc.getValue();
  }

  private ByteBuffer room(int length) {
    if (bytes.remaining() < length) {
      int wanted = Math.addExact(size(), length);
      use(Arrays.copyOf(array, wanted + array.length / 2), size());
    }
    return bytes;
  }
}
