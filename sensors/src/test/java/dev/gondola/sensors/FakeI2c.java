package dev.gondola.sensors;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOReadException;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBus;
import com.pi4j.io.i2c.I2CConfigBuilder;
import java.util.ArrayList;
import java.util.List;

/** An I2C device with 256 registers that count up in a burst. */
class FakeI2c extends I2CBase<I2CBus> {
  final byte[] registers = new byte[256];

  /** Every write, as "register=value" in hexadecimal. */
  final List<String> writes = new ArrayList<>();

  /** Does not acknowledge. */
  boolean silent;

  /** Keeps no writes while asleep (bit 6 of register 0x6B), but those to 0x6B itself. */
  boolean ignoresWritesAsleep = true;

  int longestBurst = 256;

  FakeI2c(Context pi4j, int address) {
    super(null, I2CConfigBuilder.newInstance(pi4j).id("imu").bus(1).device(address).build(), null);
  }

  /** Puts a big-endian word into two registers. */
  void put(int register, int value) {
    registers[register] = (byte) (value >> 8);
    registers[register + 1] = (byte) value;
  }

  private void failIfSilent() {
    if (silent) {
      throw new IOReadException("fake: no acknowledge");
    }
  }

  @Override
  public int readRegister(int register) {
    failIfSilent();
    return registers[register] & 0xFF;
  }

  @Override
  public int readRegister(int register, byte[] into, int offset, int length) {
    failIfSilent();
    int count = Math.min(length, longestBurst);
    System.arraycopy(registers, register, into, offset, count);
    return count;
  }

  @Override
  public int writeRegister(int register, byte value) {
    failIfSilent();
    writes.add("%02x=%02x".formatted(register, value));
    boolean asleep = (registers[0x6B] & 0x40) != 0;
    if (register == 0x6B || !asleep || !ignoresWritesAsleep) {
      registers[register] = value;
    }
    return 1;
  }

  @Override
  public int readRegister(byte[] register, byte[] into, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int writeRegister(int register, byte[] data, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int writeRegister(byte[] register, byte[] data, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(byte b) {
    throw new UnsupportedOperationException();
  }
}
