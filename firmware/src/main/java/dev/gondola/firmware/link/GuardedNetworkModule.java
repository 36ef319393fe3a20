package dev.gondola.firmware.link;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;

/**
 * Stands between Paho and the socket: bounds incoming packets, and guards the time between the
 * connection of the socket and the first byte sent. In that time Paho's connecting thread starts
 * the others and waits for each to run; if one has ended already, it waits for ever (eclipse/
 * paho.mqtt.java, issue 850). So nothing is read in that time, which is no loss since a broker may
 * not speak first, and who wants to give up waits for its end.
 */
final class GuardedNetworkModule implements NetworkModule {
  private static final long GIVE_UP_SECONDS = 2;

  private final NetworkModule module;
  private final int maxRemaining;
  private final CountDownLatch spoken = new CountDownLatch(1);
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private volatile boolean startFailed = true;
  private volatile boolean stopped;

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
    try {
      module.start();
      if (stopped) {
        module.stop();
        throw new IOException("stopped while connecting");
      }
      startFailed = false;
    } finally {
      startEnded.countDown();
    }
  }

  /** Ends an attempt to connect, or waits until it is at a point where it can be ended. */
  void giveUp() {
    try {
      if (startEnded.getCount() > 0) {
        stop();
      }
      if (startEnded.await(GIVE_UP_SECONDS, TimeUnit.SECONDS) && !startFailed) {
        spoken.await(GIVE_UP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      // The socket is closed all the same.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    stopped = true;
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

    /** Ends by the first write, or about a second after a stop: long after Paho has looked. */
    private void awaitSpoken() throws IOException {
      try {
        while (!spoken.await(1, TimeUnit.SECONDS)) {
          if (stopped) {
            throw new IOException("stopped before the first write");
          }
        }
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
