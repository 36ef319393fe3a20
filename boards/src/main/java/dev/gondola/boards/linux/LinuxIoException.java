package dev.gondola.boards.linux;

import com.pi4j.io.exception.IOException;

/**
 * A kernel interface refused. The message alone is fit to print: what was tried on which device,
 * the error's name, and what to check.
 */
public class LinuxIoException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int errno;
  private final String device;
  private final String remedy;

  /**
   * @param device the device or file, such as {@code /dev/i2c-1}
   * @param action what was tried, such as {@code open}
   * @param errno the kernel's error number
   * @param remedy what to check, one sentence
   */
  LinuxIoException(String device, String action, int errno, String remedy) {
    super(device + ": " + action + " failed: " + Errno.describe(errno) + ". " + remedy);
    this.errno = errno;
    this.device = device;
    this.remedy = remedy;
  }

  /** Returns the kernel's error number. */
  public int errno() {
    return errno;
  }

  /** Returns the error's name, such as {@code EREMOTEIO}. */
  public String errnoName() {
    return Errno.nameOf(errno);
  }

  /** Returns the device or file that refused. */
  public String device() {
    return device;
  }

  /** Returns what to check. */
  public String remedy() {
    return remedy;
  }
}
