package dev.gondola.actuators.serial;

import java.io.IOException;
import java.nio.file.Path;
import jssc.SerialPort;
import jssc.SerialPortException;
import org.tinylog.Logger;

/** A serial device opened with jSSC: 8 data bits, no parity, 1 stop bit, DTR and RTS raised. */
final class JsscPort implements PortOpener.Port {
  private final SerialPort port;

  private JsscPort(SerialPort port) {
    this.port = port;
  }

  /**
   * Opens a device.
   *
   * @throws IOException saying what to check
   */
  static JsscPort open(String device, int baud) throws IOException {
    SerialPort port = new SerialPort(device);
    try {
      port.openPort();
      setParameters(port, baud);
      return new JsscPort(port);
    } catch (SerialPortException e) {
      throw new IOException("serial device " + device + ": " + advice(e), e);
    }
  }

  private static void setParameters(SerialPort port, int baud) throws SerialPortException {
    boolean set =
        port.setParams(
            baud, SerialPort.DATABITS_8, SerialPort.STOPBITS_1, SerialPort.PARITY_NONE, true, true);
    if (!set && !isPseudoTerminal(port.getPortName())) {
      Logger.warn(
          "serial device {}: baud rate, DTR or RTS could not be set, going on", port.getPortName());
    }
  }

  /** A pseudo terminal has no DTR and RTS; jSSC then reports failure though all else was set. */
  private static boolean isPseudoTerminal(String device) {
    try {
      return Path.of(device).toRealPath().startsWith("/dev/pts");
    } catch (IOException e) {
      return false;
    }
  }

  private static String advice(SerialPortException e) {
    return switch (e.getExceptionType()) {
      case SerialPortException.TYPE_PORT_NOT_FOUND ->
          "not found; is it plugged in, is the UART enabled, is the name right (ls /dev/serial/by-id)?";
      case SerialPortException.TYPE_PORT_BUSY ->
          "in use by another program; a serial console (getty) or ModemManager?";
      case SerialPortException.TYPE_PERMISSION_DENIED ->
          "no permission; is the user in the device's group (ls -l, often dialout)?";
      case SerialPortException.TYPE_INCORRECT_SERIAL_PORT -> "not a serial device";
      default -> e.getExceptionType();
    };
  }

  @Override
  public int available() throws IOException {
    try {
      return port.getInputBufferBytesCount();
    } catch (SerialPortException e) {
      throw failed("hung up", e);
    }
  }

  @Override
  public byte[] read(int count) throws IOException {
    try {
      return port.readBytes(count);
    } catch (SerialPortException | IllegalArgumentException e) {
      // IllegalArgumentException is jSSC's answer where the device was closed meanwhile.
      throw failed("reading failed", e);
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    boolean whole;
    try {
      whole = port.writeBytes(bytes);
    } catch (SerialPortException e) {
      throw failed("writing failed", e);
    }
    if (!whole) {
      throw new IOException("serial device " + port.getPortName() + ": wrote only a part");
    }
  }

  @Override
  public int unsent() throws IOException {
    try {
      return port.getOutputBufferBytesCount();
    } catch (SerialPortException e) {
      throw failed("hung up", e);
    }
  }

  private IOException failed(String what, Exception cause) {
    return new IOException(
        "serial device " + port.getPortName() + ": " + what + "; is it still plugged in?", cause);
  }

  @Override
  public void discardUnsent() {
    try {
      port.purgePort(SerialPort.PURGE_TXCLEAR);
    } catch (SerialPortException e) {
      Logger.debug(e, "serial device {}: purge", port.getPortName());
    }
  }

  @Override
  public void close() {
    try {
      port.closePort();
    } catch (SerialPortException e) {
      Logger.debug(e, "serial device {}: close", port.getPortName());
    }
  }
}
