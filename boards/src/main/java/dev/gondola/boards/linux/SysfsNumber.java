package dev.gondola.boards.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A sysfs attribute that takes decimal numbers, kept open. Not thread-safe. Writing a number
 * allocates nothing.
 */
final class SysfsNumber {
  private static final int MAX_DIGITS = 20;

  private final DeviceFile file;
  private final MemorySegment text = Arena.ofAuto().allocate(MAX_DIGITS + 1);

  private SysfsNumber(DeviceFile file) {
    this.file = file;
  }

  static SysfsNumber open(String path, DeviceFile.Remedies remedies) {
    return new SysfsNumber(DeviceFile.open(path, Syscalls.O_WRONLY, remedies));
  }

  /** Writes a word once; for attributes that are not written in the hot path. */
  static int writeWord(String path, String word, DeviceFile.Remedies remedies) {
    DeviceFile file = DeviceFile.open(path, Syscalls.O_WRONLY, remedies);
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = (word + "\n").getBytes(StandardCharsets.US_ASCII);
      long result = file.write(arena.allocateFrom(JAVA_BYTE, bytes), bytes.length);
      return result < 0 ? (int) -result : 0;
    } finally {
      file.close();
    }
  }

  String path() {
    return file.path();
  }

  /**
   * Writes a number.
   *
   * @param number 0 or more
   * @return 0, or the error number
   */
  int write(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int at = digits - 1; at >= 0; at--) {
      text.set(JAVA_BYTE, at, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    text.set(JAVA_BYTE, digits, (byte) '\n');
    long result = file.write(text, digits + 1L);
    return result < 0 ? (int) -result : 0;
  }

  void close() {
    file.close();
  }
}
