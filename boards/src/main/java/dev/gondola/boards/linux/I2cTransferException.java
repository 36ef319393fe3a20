package dev.gondola.boards.linux;

import java.util.Locale;

/** An I2C transfer failed: a missing acknowledge, a stuck bus, an adapter that cannot do it. */
public final class I2cTransferException extends LinuxIoException {
  private static final long serialVersionUID = 1L;

  /** The value of {@link #register} where the transfer names no register. */
  public static final int NO_REGISTER = -1;

  private final int bus;
  private final int address;
  private final int register;

  I2cTransferException(String device, int bus, int address, int register, int errno) {
    super(device, action(address, register), errno, remedy(bus, address, errno));
    this.bus = bus;
    this.address = address;
    this.register = register;
  }

  /** Returns the bus number. */
  public int bus() {
    return bus;
  }

  /** Returns the 7-bit address of the chip. */
  public int address() {
    return address;
  }

  /** Returns the register the transfer began at, or {@link #NO_REGISTER}. */
  public int register() {
    return register;
  }

  private static String action(int address, int register) {
    return register == NO_REGISTER
        ? String.format(Locale.ROOT, "transfer with address 0x%02X", address)
        : String.format(
            Locale.ROOT, "transfer with address 0x%02X, register 0x%02X,", address, register);
  }

  /** Which errors adapters give for what: Documentation/i2c/fault-codes.rst of the kernel. */
  private static String remedy(int bus, int address, int errno) {
    if (errno == Errno.ENXIO.number() || errno == Errno.EREMOTEIO.number()) {
      return String.format(
          Locale.ROOT,
          "No acknowledge: check the chip's wiring (SDA, SCL, ground), its power and its address"
              + " (i2cdetect -y %d should show %02x).",
          bus,
          address);
    }
    if (errno == Errno.ETIMEDOUT.number() || errno == Errno.EAGAIN.number()) {
      return "The bus does not go idle: check for SDA or SCL held low, missing pull-up resistors,"
          + " or a chip that stretches the clock too long.";
    }
    if (errno == Errno.EOPNOTSUPP.number()) {
      return "The adapter cannot do this kind of transfer: use another I2C bus.";
    }
    return "Check the wiring of the bus and the kernel's log (dmesg).";
  }
}
