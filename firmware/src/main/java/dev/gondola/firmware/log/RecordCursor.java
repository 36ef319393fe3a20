package dev.gondola.firmware.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes the fields of a record one by one; a length that leads out of the record is refused. */
final class RecordCursor {
  private final ByteBuffer bytes;

  RecordCursor(byte[] content) {
    this(ByteBuffer.wrap(content));
  }

  private RecordCursor(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  int u8() throws McapException {
    return need(1).get() & 0xFF;
  }

  int u16() throws McapException {
    return need(2).getShort() & 0xFFFF;
  }

  long u32() throws McapException {
    return need(4).getInt() & 0xFFFF_FFFFL;
  }

  /** Returns an unsigned 64-bit number as it is, so values from 2^63 come out negative. */
  long u64() throws McapException {
    return need(8).getLong();
  }

  byte[] bytes(long length) throws McapException {
    byte[] value = new byte[checked(length)];
    bytes.get(value);
    return value;
  }

  String string() throws McapException {
    return new String(bytes(u32()), StandardCharsets.UTF_8);
  }

  Map<String, String> map() throws McapException {
    RecordCursor entries = part(u32());
    Map<String, String> map = new LinkedHashMap<>();
    while (entries.remaining() > 0) {
      String key = entries.string();
      map.put(key, entries.string());
    }
    return map;
  }

  /** Takes the next {@code length} bytes as a record of their own. */
  RecordCursor part(long length) throws McapException {
    int size = checked(length);
    ByteBuffer part = bytes.slice(bytes.position(), size);
    bytes.position(bytes.position() + size);
    return new RecordCursor(part);
  }

  private ByteBuffer need(int length) throws McapException {
    checked(length);
    return bytes;
  }

  private int checked(long length) throws McapException {
    if (length < 0 || length > bytes.remaining()) {
      throw new McapException(
          "a field of "
              + Long.toUnsignedString(length)
              + " bytes where "
              + bytes.remaining()
              + " are left");
    }
    return (int) length;
  }
}
