package dev.gondola.boards.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBus;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One I2C adapter, {@code /dev/i2c-N}: every transfer is one {@code I2C_RDWR} call, so that a
 * register read is a write and a read joined by a repeated start (include/uapi/linux/i2c-dev.h and
 * i2c.h). All devices of the bus share its file, its buffers and its lock. A transfer allocates
 * nothing unless it has to wait for another thread.
 */
final class LinuxI2CBus implements I2CBus {
  /** The longest message the kernel takes through {@code I2C_RDWR}, bytes. */
  static final int MAX_MESSAGE = 8192;

  private static final long I2C_FUNCS = 0x0705;
  private static final long I2C_RDWR = 0x0707;
  private static final long I2C_FUNC_I2C = 1;
  private static final short I2C_M_RD = 1;

  // struct i2c_msg { __u16 addr; __u16 flags; __u16 len; __u8 *buf; } on a 64-bit machine
  private static final long MESSAGE_BYTES = 16;
  private static final long FLAGS = 2;
  private static final long LENGTH = 4;
  private static final long BUFFER = 8;
  // struct i2c_rdwr_ioctl_data { struct i2c_msg *msgs; __u32 nmsgs; }
  private static final long TRANSFER_BYTES = 16;
  private static final long MESSAGE_COUNT = 8;

  private final int number;
  private final String path;
  private final ReentrantLock lock = new ReentrantLock();
  private final MemorySegment out;
  private final MemorySegment in;
  private final MemorySegment messages;
  private final MemorySegment transfer;
  private DeviceFile file;
  private int users;

  LinuxI2CBus(int number, String path) {
    this.number = number;
    this.path = path;
    Arena arena = Arena.ofAuto();
    out = arena.allocate(MAX_MESSAGE);
    in = arena.allocate(MAX_MESSAGE);
    messages = arena.allocate(2 * MESSAGE_BYTES, 8);
    transfer = arena.allocate(TRANSFER_BYTES, 8);
    transfer.set(ADDRESS, 0, messages);
  }

  int number() {
    return number;
  }

  /** Opens the adapter for one more device. */
  void acquire() {
    lock.lock();
    try {
      if (users == 0) {
        file = openAdapter();
      }
      users++;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the adapter when its last device has gone. */
  void release() {
    lock.lock();
    try {
      users--;
      if (users == 0) {
        file.close();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <R> R execute(I2C i2c, Callable<R> action) {
    Objects.requireNonNull(action, "action");
    lock.lock();
    try {
      return action.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new Pi4JException(path + ": the action given to execute() failed", e);
    } finally {
      lock.unlock();
    }
  }

  /** Reads without naming a register. */
  void read(int address, byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    checkLength(length);
    lock.lock();
    try {
      message(0, address, I2C_M_RD, length, in);
      submit(1, address, I2cTransferException.NO_REGISTER);
      MemorySegment.copy(in, JAVA_BYTE, 0, into, offset, length);
    } finally {
      lock.unlock();
    }
  }

  /** Writes one message: {@code prefix}, then {@code data}. */
  void write(int address, byte[] prefix, byte[] data, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, data.length);
    checkLength(prefix.length + (long) length);
    lock.lock();
    try {
      MemorySegment.copy(prefix, 0, out, JAVA_BYTE, 0, prefix.length);
      MemorySegment.copy(data, offset, out, JAVA_BYTE, prefix.length, length);
      message(0, address, (short) 0, prefix.length + length, out);
      submit(1, address, named(prefix));
    } finally {
      lock.unlock();
    }
  }

  /** Writes one message: the register, then {@code data}. */
  void writeRegister(int address, int register, byte[] data, int offset, int length) {
    checkRegister(register);
    Objects.checkFromIndexSize(offset, length, data.length);
    checkLength(1L + length);
    lock.lock();
    try {
      out.set(JAVA_BYTE, 0, (byte) register);
      MemorySegment.copy(data, offset, out, JAVA_BYTE, 1, length);
      message(0, address, (short) 0, 1 + length, out);
      submit(1, address, register);
    } finally {
      lock.unlock();
    }
  }

  /** Writes one byte, after the register unless that is NO_REGISTER. */
  void writeByte(int address, int register, byte value) {
    boolean named = register != I2cTransferException.NO_REGISTER;
    if (named) {
      checkRegister(register);
    }
    lock.lock();
    try {
      out.set(JAVA_BYTE, 0, (byte) register);
      out.set(JAVA_BYTE, named ? 1 : 0, value);
      message(0, address, (short) 0, named ? 2 : 1, out);
      submit(1, address, register);
    } finally {
      lock.unlock();
    }
  }

  /** Reads one byte, from the register unless that is NO_REGISTER. */
  int readByte(int address, int register) {
    boolean named = register != I2cTransferException.NO_REGISTER;
    if (named) {
      checkRegister(register);
    }
    lock.lock();
    try {
      if (named) {
        out.set(JAVA_BYTE, 0, (byte) register);
        message(0, address, (short) 0, 1, out);
      }
      message(named ? 1 : 0, address, I2C_M_RD, 1, in);
      submit(named ? 2 : 1, address, register);
      return in.get(JAVA_BYTE, 0) & 0xFF;
    } finally {
      lock.unlock();
    }
  }

  /** Writes the register, then reads after a repeated start. */
  void readRegister(int address, int register, byte[] into, int offset, int length) {
    checkRegister(register);
    Objects.checkFromIndexSize(offset, length, into.length);
    checkLength(length);
    lock.lock();
    try {
      out.set(JAVA_BYTE, 0, (byte) register);
      joined(address, 1, length, register);
      MemorySegment.copy(in, JAVA_BYTE, 0, into, offset, length);
    } finally {
      lock.unlock();
    }
  }

  /** Writes {@code from}, then reads after a repeated start. */
  void writeThenRead(
      int address,
      byte[] from,
      int fromOffset,
      int fromLength,
      byte[] into,
      int offset,
      int length) {
    Objects.checkFromIndexSize(fromOffset, fromLength, from.length);
    Objects.checkFromIndexSize(offset, length, into.length);
    checkLength(fromLength);
    checkLength(length);
    lock.lock();
    try {
      MemorySegment.copy(from, fromOffset, out, JAVA_BYTE, 0, fromLength);
      int register = fromLength == 1 ? from[fromOffset] & 0xFF : I2cTransferException.NO_REGISTER;
      joined(address, fromLength, length, register);
      MemorySegment.copy(in, JAVA_BYTE, 0, into, offset, length);
    } finally {
      lock.unlock();
    }
  }

  private void joined(int address, int outLength, int inLength, int register) {
    message(0, address, (short) 0, outLength, out);
    message(1, address, I2C_M_RD, inLength, in);
    submit(2, address, register);
  }

  private void message(int index, int address, short flags, int length, MemorySegment buffer) {
    long at = index * MESSAGE_BYTES;
    messages.set(JAVA_SHORT, at, (short) address);
    messages.set(JAVA_SHORT, at + FLAGS, flags);
    messages.set(JAVA_SHORT, at + LENGTH, (short) length);
    messages.set(ADDRESS, at + BUFFER, buffer);
  }

  private void submit(int messageCount, int address, int register) {
    transfer.set(JAVA_INT, MESSAGE_COUNT, messageCount);
    int result = file.ioctl(I2C_RDWR, transfer);
    if (result < 0) {
      throw new I2cTransferException(path, number, address, register, -result);
    }
  }

  private DeviceFile openAdapter() {
    DeviceFile opened = DeviceFile.open(path, Syscalls.O_RDWR, errno -> openRemedy(number, errno));
    MemorySegment functions = Arena.ofAuto().allocate(JAVA_LONG);
    int result = opened.ioctl(I2C_FUNCS, functions);
    if (result < 0) {
      opened.close();
      throw new LinuxIoException(
          path, "asking for the adapter's functions", -result, "This is not an I2C bus.");
    }
    if ((functions.get(JAVA_LONG, 0) & I2C_FUNC_I2C) == 0) {
      opened.close();
      throw new LinuxIoException(
          path,
          "asking for plain I2C messages",
          Errno.EOPNOTSUPP.number(),
          "The adapter speaks SMBus only: use another I2C bus.");
    }
    return opened;
  }

  static String openRemedy(int number, int errno) {
    if (errno == Errno.ENOENT.number() || errno == Errno.ENODEV.number()) {
      return number == 1
          ? "The bus is not enabled: on a Raspberry Pi put dtparam=i2c_arm=on into config.txt"
              + " (or sudo raspi-config nonint do_i2c 0), load i2c-dev, and reboot."
          : "There is no such bus: ls /dev/i2c-* shows those there are; the board file tells what"
              + " enables the others.";
    }
    if (errno == Errno.EACCES.number() || errno == Errno.EPERM.number()) {
      return "This user may not use I2C: sudo usermod -aG i2c $USER, then log in again.";
    }
    return "Check the kernel's log (dmesg).";
  }

  private static int named(byte[] prefix) {
    return prefix.length == 1 ? prefix[0] & 0xFF : I2cTransferException.NO_REGISTER;
  }

  private static void checkRegister(int register) {
    if (register < 0 || register > 0xFF) {
      throw new IllegalArgumentException(
          "register "
              + register
              + " is not 0..255; give a wider register as a byte[], most significant byte first");
    }
  }

  private static void checkLength(long length) {
    if (length > MAX_MESSAGE) {
      throw new IllegalArgumentException(
          "a message of " + length + " bytes; the kernel takes at most " + MAX_MESSAGE);
    }
  }
}
