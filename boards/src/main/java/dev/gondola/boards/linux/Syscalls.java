package dev.gondola.boards.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The system calls used here, through the C library. Each returns its result, or the negated error
 * number.
 *
 * <p>The error number is kept by {@code Linker.Option.captureCallState}, which is exact, but on JDK
 * 25 costs a 40-byte slice of the capture memory at every call unless C2 removes it. So there is a
 * quick form of the two calls that are made every control tick: it allocates nothing, and reads the
 * error number from the C library after the call. The JVM may overwrite that number where it stops
 * the thread for a safepoint just then; the quick form can thus give a wrong error number, never a
 * wrong result.
 */
final class Syscalls {
  /** Memory that receives the error number; one per caller, not shared between threads. */
  static final StructLayout CAPTURE = Linker.Option.captureStateLayout();

  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_CLOEXEC = 0x80000;

  private static final VarHandle ERRNO =
      CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker.Option VARIADIC_FROM_THIRD = Linker.Option.firstVariadicArg(2);
  private static final MethodHandle OPEN =
      function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), VARIADIC_FROM_THIRD);
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          VARIADIC_FROM_THIRD);
  private static final MethodHandle WRITE =
      function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private static final MethodHandle QUICK_IOCTL =
      quick(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          VARIADIC_FROM_THIRD);
  private static final MethodHandle QUICK_WRITE =
      quick("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle ERRNO_LOCATION =
      quick("__errno_location", FunctionDescriptor.of(JAVA_LONG));
  private static final MemorySegment MEMORY = allMemory();

  private Syscalls() {}

  /** open(2). */
  static int open(MemorySegment capture, MemorySegment path, int flags) {
    try {
      int result = (int) OPEN.invokeExact(capture, path, flags | O_CLOEXEC);
      return result >= 0 ? result : -errno(capture);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** close(2). */
  static int close(MemorySegment capture, int fd) {
    try {
      int result = (int) CLOSE.invokeExact(capture, fd);
      return result >= 0 ? result : -errno(capture);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** ioctl(2) with a pointer as argument. */
  static int ioctl(MemorySegment capture, int fd, long request, MemorySegment argument) {
    try {
      int result = (int) IOCTL.invokeExact(capture, fd, request, argument);
      return result >= 0 ? result : -errno(capture);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** write(2). */
  static long write(MemorySegment capture, int fd, MemorySegment from, long length) {
    try {
      long result = (long) WRITE.invokeExact(capture, fd, from, length);
      return result >= 0 ? result : -errno(capture);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** ioctl(2) without allocation; see the class comment on its error number. */
  static int quickIoctl(int fd, long request, MemorySegment argument) {
    try {
      // Before the call, because nothing may come between the call and the look at the number.
      long location = (long) ERRNO_LOCATION.invokeExact();
      int result = (int) QUICK_IOCTL.invokeExact(fd, request, argument);
      return result >= 0 ? result : -MEMORY.get(JAVA_INT, location);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** write(2) without allocation; see the class comment on its error number. */
  static long quickWrite(int fd, MemorySegment from, long length) {
    try {
      long location = (long) ERRNO_LOCATION.invokeExact();
      long result = (long) QUICK_WRITE.invokeExact(fd, from, length);
      return result >= 0 ? result : -MEMORY.get(JAVA_INT, location);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static int errno(MemorySegment capture) {
    return (int) ERRNO.get(capture, 0L);
  }

  private static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = Linker.Option.captureCallState("errno");
    return quick(name, descriptor, all);
  }

  // Calling native code is this package's purpose; the signatures are those of the C library.
  @SuppressWarnings("restricted")
  private static MethodHandle quick(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
  }

  // A segment for each look would have to be allocated; only the C library's own address is read.
  @SuppressWarnings("restricted")
  private static MemorySegment allMemory() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a system call could not be made", e);
  }
}
