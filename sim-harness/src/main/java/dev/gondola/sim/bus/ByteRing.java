package dev.gondola.sim.bus;

/** A bounded queue of bytes. */
final class ByteRing {
  private final byte[] bytes;
  private int first;
  private int size;

  ByteRing(int capacity) {
    this.bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  int free() {
    return bytes.length - size;
  }

  void clear() {
    size = 0;
  }

  /** Appends bytes; there must be room. */
  void put(byte[] from, int offset, int length) {
    for (int i = 0; i < length; i++) {
      bytes[(first + size + i) % bytes.length] = from[offset + i];
    }
    size += length;
  }

  int take(byte[] into, int offset, int length) {
    int count = Math.min(length, size);
    for (int i = 0; i < count; i++) {
      into[offset + i] = bytes[(first + i) % bytes.length];
    }
    first = (first + count) % bytes.length;
    size -= count;
    return count;
  }
}
