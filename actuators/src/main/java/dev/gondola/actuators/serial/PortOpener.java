package dev.gondola.actuators.serial;

import java.io.IOException;

/** Opens a serial device. */
@FunctionalInterface
interface PortOpener {

  /**
   * Opens the device.
   *
   * @throws IOException with a message for the user: what is wrong and what to check
   */
  Port open() throws IOException;

  /** An open serial device. */
  interface Port {

    /**
     * Returns how many bytes can be read without waiting.
     *
     * @throws IOException if the device hung up
     */
    int available() throws IOException;

    /**
     * Reads exactly so many bytes; may wait for ever if there are fewer.
     *
     * @throws IOException if the device hung up
     */
    byte[] read(int count) throws IOException;

    /**
     * Writes all bytes; waits while the device takes none.
     *
     * @throws IOException if not all bytes were written
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Returns how many written bytes have not left yet.
     *
     * @throws IOException if the device hung up
     */
    int unsent() throws IOException;

    /** Throws away what was written but has not left. */
    void discardUnsent();

    /** Closes the device; again is no harm. Calls in progress may fail or not. */
    void close();
  }
}
