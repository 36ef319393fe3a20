package dev.gondola.actuators.serial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A serial device with faults on demand. */
final class FakePort implements PortOpener.Port {
  private final LinkedBlockingQueue<Byte> incoming = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean hungUp;

  /** Reads promise a byte that never comes, as after a hang-up between question and read. */
  volatile boolean readsNeverEnd;

  /** Writes wait until {@link #hangUp}, as on a pseudo terminal that nobody reads. */
  volatile boolean writesWait;

  /** Written bytes that do not leave, as on a line stopped by flow control. */
  volatile int unsent;

  private final CountDownLatch hangingUp = new CountDownLatch(1);
  final CountDownLatch writeStarted = new CountDownLatch(1);

  void receive(byte... bytes) {
    for (byte b : bytes) {
      incoming.add(b);
    }
  }

  void hangUp() {
    hungUp = true;
    hangingUp.countDown();
  }

  boolean isClosed() {
    return closing.getCount() == 0;
  }

  synchronized byte[] written() {
    return written.toByteArray();
  }

  private void failIfGone() throws IOException {
    if (hungUp || isClosed()) {
      throw new IOException("fake: hung up");
    }
  }

  @Override
  public int available() throws IOException {
    failIfGone();
    return readsNeverEnd ? 1 : incoming.size();
  }

  @Override
  public byte[] read(int count) throws IOException {
    if (readsNeverEnd) {
      await(closing);
    }
    failIfGone();
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = incoming.remove();
    }
    return bytes;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    writeStarted.countDown();
    if (writesWait) {
      await(hangingUp);
    }
    failIfGone();
    synchronized (this) {
      written.writeBytes(bytes);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("fake: interrupted", e);
    }
  }

  @Override
  public int unsent() throws IOException {
    failIfGone();
    return unsent;
  }

  @Override
  public void discardUnsent() {
    unsent = 0;
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
