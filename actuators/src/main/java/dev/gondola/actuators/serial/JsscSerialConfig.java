package dev.gondola.actuators.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parameters of a {@link JsscSerialLink}. The line is always 8 data bits, no parity, 1 stop bit.
 *
 * @param device name of the device, such as {@code /dev/ttyAMA0} or a link in {@code
 *     /dev/serial/by-id}
 * @param baud baud rate, one of {@link #BAUD_RATES}
 * @param receiveCapacity received bytes kept for the caller, 64..1048576
 * @param sendCapacity bytes kept for sending, 64..1048576
 * @param pollNanos pause between two looks for received bytes, ns, 200000..1000000: shorter costs
 *     CPU time, longer adds delay
 * @param reopenMinNanos first pause before a lost device is opened again, ns, at least 1000000
 * @param reopenMaxNanos longest such pause, ns, at least {@code reopenMinNanos}; the pause doubles
 *     until there
 */
public record JsscSerialConfig(
    String device,
    int baud,
    int receiveCapacity,
    int sendCapacity,
    long pollNanos,
    long reopenMinNanos,
    long reopenMaxNanos) {

  /**
   * Baud rates that jSSC 2.10.2 sets on Linux through termios. Any other makes it fall back to a
   * custom divisor that most drivers ignore.
   */
  public static final Set<Integer> BAUD_RATES =
      Set.of(
          1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 500000, 576000,
          921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000);

  private static final int MIN_CAPACITY = 64;
  private static final int MAX_CAPACITY = 1 << 20;

  /**
   * Checks all fields.
   *
   * @throws IllegalArgumentException naming every field out of range
   */
  public JsscSerialConfig {
    List<String> faults = new ArrayList<>();
    if (device.isBlank()) {
      faults.add("device is blank");
    }
    if (!BAUD_RATES.contains(baud)) {
      faults.add("baud is " + baud + ", one of " + BAUD_RATES.stream().sorted().toList());
    }
    checkRange("receiveCapacity", receiveCapacity, MIN_CAPACITY, MAX_CAPACITY, faults);
    checkRange("sendCapacity", sendCapacity, MIN_CAPACITY, MAX_CAPACITY, faults);
    checkRange("pollNanos", pollNanos, 200_000, 1_000_000, faults);
    checkRange("reopenMinNanos", reopenMinNanos, 1_000_000, Long.MAX_VALUE / 2, faults);
    checkRange("reopenMaxNanos", reopenMaxNanos, reopenMinNanos, Long.MAX_VALUE / 2, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "serial device " + device + ": " + String.join("; ", faults));
    }
  }

  private static void checkRange(
      String field, long value, long min, long max, List<String> faults) {
    if (value < min || value > max) {
      faults.add(field + " is " + value + ", " + min + ".." + max + " is allowed");
    }
  }

  /**
   * Returns usual parameters: 4096 bytes each way, a look every 1 ms (at 115200 baud 11 bytes pass
   * in that time), reopening after 0.1 s up to 2 s.
   */
  public static JsscSerialConfig of(String device, int baud) {
    return new JsscSerialConfig(device, baud, 4096, 4096, 1_000_000, 100_000_000, 2_000_000_000);
  }
}
