package dev.gondola.firmware.link;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;

/**
 * Stands between Paho and the socket: bounds incoming packets, and lets nothing be read before the
 * first byte was sent. The latter is no loss, since a broker may not speak first, and it keeps
 * Paho's connecting thread from waiting for ever for a receiving thread that has already ended
 * because the broker hung up at once (eclipse/paho.mqtt.java, issue 850).
 */
final class GuardedNetworkModule implements NetworkModule {
  private final NetworkModule module;
  private final int maxRemaining;
  private final CountDownLatch spoken = new CountDownLatch(1);

  /**
   * Wraps a module.
   *
   * @param maxRemaining largest remaining length of an incoming packet, bytes
   */
  GuardedNetworkModule(NetworkModule module, int maxRemaining) {
    this.module = module;
    this.maxRemaining = maxRemaining;
  }

  @Override
  public void start() throws IOException, MqttException {
    module.start();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new GatedInput(new PacketLimiter(module.getInputStream(), maxRemaining));
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new OpeningOutput(module.getOutputStream());
  }

  @Override
  public void stop() throws IOException {
    spoken.countDown();
    module.stop();
  }

  @Override
  public String getServerURI() {
    return module.getServerURI();
  }

  private final class GatedInput extends InputStream {
    private final InputStream in;

    GatedInput(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      awaitSpoken();
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      awaitSpoken();
      return in.read(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
      return spoken.getCount() == 0 ? in.available() : 0;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private void awaitSpoken() throws IOException {
      try {
        spoken.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException().initCause(e);
      }
    }
  }

  private final class OpeningOutput extends FilterOutputStream {
    OpeningOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      spoken.countDown();
      out.write(b);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      spoken.countDown();
      out.write(buffer, offset, length);
    }
  }
}
