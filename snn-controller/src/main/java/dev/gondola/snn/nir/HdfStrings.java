package dev.gondola.snn.nir;

import io.jhdf.GlobalHeap;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Strings of variable length. They lie in heaps of the file, and any number of elements may point
 * to the same one; so the lengths are summed up and bounded before anything is made of them.
 */
final class HdfStrings {
  private static final int MAX_BYTES = 1 << 24;
  private static final int LENGTH_BYTES = 4;

  private final HdfBackingStorage storage;
  private final Map<Long, GlobalHeap> heaps = new HashMap<>();
  private int bytesLeft = MAX_BYTES;

  HdfStrings(HdfBackingStorage storage) {
    this.storage = storage;
  }

  /**
   * Reads strings.
   *
   * @param elements for each element: length, address of its heap, index in the heap
   */
  String[] read(VariableLength type, ByteBuffer elements, int count) {
    ByteBuffer in = elements.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      in.position(i * type.getSize() + LENGTH_BYTES);
      long heap = storage.getSizeOfOffsets() == Long.BYTES ? in.getLong() : in.getInt();
      int index = in.getInt();
      texts[i] = index == 0 ? "" : text(type, heap, index);
    }
    return texts;
  }

  private String text(VariableLength type, long heap, int index) {
    ByteBuffer bytes =
        heaps.computeIfAbsent(heap, at -> new GlobalHeap(storage, at)).getObjectData(index);
    charge(bytes.remaining());
    return type.getEncoding().decode(bytes).toString();
  }

  /** Counts bytes of strings, those of fixed length too. */
  void charge(long bytes) {
    if (bytes > bytesLeft) {
      throw new NirFormatException("has more than " + (MAX_BYTES >> 20) + " MiB of strings");
    }
    bytesLeft -= (int) bytes;
  }
}
