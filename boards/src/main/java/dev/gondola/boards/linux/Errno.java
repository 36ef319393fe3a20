package dev.gondola.boards.linux;

/**
 * The error numbers that the I2C, GPIO and PWM interfaces give, as Linux numbers them on x86-64 and
 * arm64 (include/uapi/asm-generic/errno-base.h and errno.h).
 */
enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  EINTR(4, "interrupted"),
  EIO(5, "input/output error"),
  ENXIO(6, "no such device or address"),
  EBADF(9, "bad file descriptor"),
  EAGAIN(11, "arbitration lost or try again"),
  ENOMEM(12, "out of memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "device or resource busy"),
  ENODEV(19, "no such device"),
  EINVAL(22, "invalid argument"),
  ENOTTY(25, "not a device of this kind"),
  EROFS(30, "read-only file system"),
  ERANGE(34, "out of range"),
  EPROTO(71, "protocol error"),
  EOVERFLOW(75, "value too large"),
  EOPNOTSUPP(95, "operation not supported"),
  ESHUTDOWN(108, "device shut down"),
  ETIMEDOUT(110, "timed out"),
  EREMOTEIO(121, "remote input/output error");

  private final int number;
  private final String meaning;

  Errno(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  /** Returns the name and meaning of an error number, such as {@code ENXIO (no such device)}. */
  static String describe(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno.name() + " (" + errno.meaning + ")";
      }
    }
    return "errno " + number;
  }

  /** Returns the name of an error number, such as {@code ENXIO}, or {@code errno 77}. */
  static String nameOf(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno.name();
      }
    }
    return "errno " + number;
  }
}
