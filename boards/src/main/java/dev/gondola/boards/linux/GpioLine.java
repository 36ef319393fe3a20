package dev.gondola.boards.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * One line of a GPIO character device, version 2 of its interface (include/uapi/linux/gpio.h),
 * requested as an output together with its first value, so that no other value is ever driven. Not
 * thread-safe. {@link #set} allocates nothing.
 */
final class GpioLine {
  private static final long GPIO_V2_GET_LINEINFO = 0xC100B405L;
  private static final long GPIO_V2_GET_LINE = 0xC250B407L;
  private static final long GPIO_V2_LINE_SET_VALUES = 0xC010B40FL;
  private static final long GPIO_V2_LINE_FLAG_OUTPUT = 1 << 3;
  private static final int GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES = 2;

  // struct gpio_v2_line_request: offsets[64], consumer[32], config, num_lines,
  // event_buffer_size, padding[5], fd. Its config: flags, num_attrs, padding[5], attrs[10] of
  // { id, padding, value, mask }.
  private static final long REQUEST_BYTES = 592;
  private static final long CONSUMER = 256;
  private static final int CONSUMER_BYTES = 32;
  private static final long CONFIG_FLAGS = 288;
  private static final long CONFIG_ATTRIBUTES = 296;
  private static final long ATTRIBUTE_ID = 320;
  private static final long ATTRIBUTE_VALUE = 328;
  private static final long ATTRIBUTE_MASK = 336;
  private static final long LINES = 560;
  private static final long FD = 588;
  // struct gpio_v2_line_values { bits; mask; }
  private static final long VALUES_BYTES = 16;
  private static final long VALUES_MASK = 8;
  // struct gpio_v2_line_info { name[32]; consumer[32]; offset; ... }
  private static final long INFO_BYTES = 256;
  private static final long INFO_CONSUMER = 32;
  private static final long INFO_OFFSET = 64;

  private final DeviceFile file;
  private final MemorySegment values;

  private GpioLine(DeviceFile file, MemorySegment values) {
    this.file = file;
    this.values = values;
  }

  /**
   * Requests a line as output.
   *
   * @param chip path of the GPIO chip, such as {@code /dev/gpiochip0}
   * @param offset line number in the chip; BCM number on a Raspberry Pi
   * @param consumer who uses it, shown by {@code gpioinfo}; cut to 31 bytes
   * @param high the first value
   * @return the line, already driven
   * @throws LinuxIoException if the chip or the line cannot be had
   */
  static GpioLine request(String chip, int offset, String consumer, boolean high) {
    DeviceFile device = DeviceFile.open(chip, Syscalls.O_RDWR, GpioLine::openRemedy);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(REQUEST_BYTES, 8);
      request.set(JAVA_INT, 0, offset);
      byte[] name = consumer.getBytes(StandardCharsets.UTF_8);
      MemorySegment.copy(
          name, 0, request, JAVA_BYTE, CONSUMER, Math.min(name.length, CONSUMER_BYTES - 1));
      request.set(JAVA_LONG, CONFIG_FLAGS, GPIO_V2_LINE_FLAG_OUTPUT);
      request.set(JAVA_INT, CONFIG_ATTRIBUTES, 1);
      request.set(JAVA_INT, ATTRIBUTE_ID, GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES);
      request.set(JAVA_LONG, ATTRIBUTE_VALUE, high ? 1 : 0);
      request.set(JAVA_LONG, ATTRIBUTE_MASK, 1);
      request.set(JAVA_INT, LINES, 1);
      int result = device.ioctl(GPIO_V2_GET_LINE, request);
      if (result < 0) {
        throw new LinuxIoException(
            chip,
            "request of line " + offset + " as output",
            -result,
            requestRemedy(device, offset, -result));
      }
      MemorySegment values = Arena.ofAuto().allocate(VALUES_BYTES, 8);
      values.set(JAVA_LONG, VALUES_MASK, 1);
      return new GpioLine(
          DeviceFile.of(chip + " line " + offset, request.get(JAVA_INT, FD)), values);
    } finally {
      device.close();
    }
  }

  /**
   * Drives the line.
   *
   * @throws LinuxIoException if the kernel refuses
   */
  void set(boolean high) {
    values.set(JAVA_LONG, 0, high ? 1 : 0);
    int result = file.ioctl(GPIO_V2_LINE_SET_VALUES, values);
    if (result < 0) {
      throw new LinuxIoException(
          file.path(), "setting the value", -result, "Create the output anew.");
    }
  }

  void close() {
    file.close();
  }

  static String openRemedy(int errno) {
    if (errno == Errno.EACCES.number() || errno == Errno.EPERM.number()) {
      return "This user may not use GPIO: sudo usermod -aG gpio $USER, then log in again.";
    }
    return "gpiodetect lists the GPIO chips there are; give its number as the output's bus.";
  }

  private static String requestRemedy(DeviceFile chip, int offset, int errno) {
    if (errno == Errno.EBUSY.number()) {
      return "The line is in use by "
          + consumerOf(chip, offset)
          + ": free it, or take another pin (gpioinfo lists users).";
    }
    if (errno == Errno.EINVAL.number()) {
      return "The chip has no such line: gpioinfo lists those it has.";
    }
    return "Check the kernel's log (dmesg).";
  }

  private static String consumerOf(DeviceFile chip, int offset) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(INFO_BYTES, 8);
      info.set(JAVA_INT, INFO_OFFSET, offset);
      if (chip.ioctl(GPIO_V2_GET_LINEINFO, info) < 0) {
        return "another program";
      }
      String consumer = info.getString(INFO_CONSUMER);
      return consumer.isEmpty() ? "the kernel" : "\"" + consumer + "\"";
    }
  }
}
