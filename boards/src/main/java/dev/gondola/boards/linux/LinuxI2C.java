package dev.gondola.boards.linux;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;

/**
 * One chip on a Linux I2C bus. Reads and writes on byte arrays allocate nothing. Errors are {@link
 * I2cTransferException}s. Safe for use by several threads.
 */
final class LinuxI2C extends I2CBase<LinuxI2CBus> {
  private static final byte[] NOTHING = {};

  private final int address;

  LinuxI2C(I2CProvider provider, I2CConfig config, LinuxI2CBus bus) {
    super(provider, config, bus);
    address = config.device();
    bus.acquire();
  }

  @Override
  public int read() {
    return open().readByte(address, I2cTransferException.NO_REGISTER);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    open().read(address, buffer, offset, length);
    return length;
  }

  @Override
  public int write(byte value) {
    open().writeByte(address, I2cTransferException.NO_REGISTER, value);
    return 1;
  }

  @Override
  public int write(byte[] data, int offset, int length) {
    open().write(address, NOTHING, data, offset, length);
    return length;
  }

  @Override
  public int readRegister(int register) {
    return open().readByte(address, checked(register));
  }

  @Override
  public int readRegister(int register, byte[] buffer, int offset, int length) {
    open().readRegister(address, register, buffer, offset, length);
    return length;
  }

  @Override
  public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
    open().writeThenRead(address, register, 0, register.length, buffer, offset, length);
    return length;
  }

  @Override
  public int writeRegister(int register, byte value) {
    open().writeByte(address, checked(register), value);
    return 1;
  }

  @Override
  public int writeRegister(int register, byte[] data, int offset, int length) {
    open().writeRegister(address, register, data, offset, length);
    return length;
  }

  @Override
  public int writeRegister(byte[] register, byte[] data, int offset, int length) {
    open().write(address, register, data, offset, length);
    return length;
  }

  @Override
  public void writeThenRead(
      byte[] writeBuffer,
      int writeOffset,
      int writeSize,
      int readDelayNanos,
      byte[] readBuffer,
      int readOffset,
      int readSize) {
    if (writeSize == 0) {
      open().read(address, readBuffer, readOffset, readSize);
    } else if (readSize == 0) {
      open().write(address, NOTHING, writeBuffer, writeOffset, writeSize);
    } else {
      open()
          .writeThenRead(
              address, writeBuffer, writeOffset, writeSize, readBuffer, readOffset, readSize);
    }
  }

  @Override
  public void close() {
    // I2CBase.close() would leave the device in Pi4J's registry.
    if (isOpen) {
      provider.context().shutdown(id());
    }
  }

  @Override
  public I2C shutdownInternal(Context context) {
    if (isOpen) {
      isOpen = false;
      i2CBus.release();
    }
    return this;
  }

  // The magic value for "no register" must not slip in as a register.
  private static int checked(int register) {
    if (register < 0) {
      throw new IllegalArgumentException("register " + register + " is not 0..255");
    }
    return register;
  }

  private LinuxI2CBus open() {
    if (!isOpen) {
      throw new LinuxIoException(
          config.id(), "use after close", Errno.ESHUTDOWN.number(), "Create the device anew.");
    }
    return i2CBus;
  }
}
