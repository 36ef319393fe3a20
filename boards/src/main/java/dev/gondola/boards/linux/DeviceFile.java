package dev.gondola.boards.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An open device file. Not thread-safe: its owner holds a lock around every call. Once a call has
 * succeeded, calls allocate nothing; until then, and again after a failure, they capture the error
 * number exactly, which costs an allocation (see {@link Syscalls}).
 */
final class DeviceFile {
  private final MemorySegment capture;
  private final String path;
  private int fd;
  private boolean works;

  private DeviceFile(String path, MemorySegment capture, int fd) {
    this.path = path;
    this.capture = capture;
    this.fd = fd;
  }

  /**
   * Opens a file. The memory lives as long as the returned object is reachable.
   *
   * @param flags {@link Syscalls#O_RDWR} or {@link Syscalls#O_WRONLY}
   * @return the open file
   * @throws LinuxIoException if it cannot be opened
   */
  static DeviceFile open(String path, int flags, Remedies remedies) {
    MemorySegment capture = Arena.ofAuto().allocate(Syscalls.CAPTURE);
    int fd;
    try (Arena arena = Arena.ofConfined()) {
      fd = Syscalls.open(capture, arena.allocateFrom(path), flags);
    }
    if (fd < 0) {
      throw new LinuxIoException(path, "open", -fd, remedies.forErrno(-fd));
    }
    return new DeviceFile(path, capture, fd);
  }

  /** Takes over a descriptor that the kernel handed out. */
  static DeviceFile of(String path, int fd) {
    return new DeviceFile(path, Arena.ofAuto().allocate(Syscalls.CAPTURE), fd);
  }

  String path() {
    return path;
  }

  boolean isOpen() {
    return fd >= 0;
  }

  /** ioctl(2): returns the result, or the negated error number; EBADF once closed. */
  int ioctl(long request, MemorySegment argument) {
    if (fd < 0) {
      return -Errno.EBADF.number();
    }
    int result =
        works
            ? Syscalls.quickIoctl(fd, request, argument)
            : Syscalls.ioctl(capture, fd, request, argument);
    works = result >= 0;
    return result;
  }

  /** write(2): returns the bytes written, or the negated error number; EBADF once closed. */
  long write(MemorySegment from, long length) {
    if (fd < 0) {
      return -Errno.EBADF.number();
    }
    long result =
        works ? Syscalls.quickWrite(fd, from, length) : Syscalls.write(capture, fd, from, length);
    works = result >= 0;
    return result;
  }

  /** Closes the file; a second call does nothing. */
  void close() {
    if (fd >= 0) {
      int closing = fd;
      fd = -1;
      // The result is of no use: Linux has released the descriptor also where it reports an error.
      var _ = Syscalls.close(capture, closing);
    }
  }

  /** What a user should check for an error number. */
  @FunctionalInterface
  interface Remedies {
    String forErrno(int errno);
  }
}
