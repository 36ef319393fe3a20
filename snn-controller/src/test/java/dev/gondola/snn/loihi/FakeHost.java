package dev.gondola.snn.loihi;

import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.io.JsonFiles;
import dev.gondola.snn.io.NetworkJson;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A host of ours for tests: the protocol written from its byte tables alone, a fixed-point engine
 * in place of Lava, and mischief on demand.
 */
final class FakeHost implements AutoCloseable {

  /** May spoil a reply. */
  interface Mischief {
    /**
     * Sends a reply, or something else, or nothing.
     *
     * @param type of the reply
     * @param firstStep of a SPIKES frame, else 0
     * @param frame the whole right frame
     * @param out to the client
     * @return whether the connection goes on
     */
    boolean send(int type, long firstStep, byte[] frame, OutputStream out)
        throws IOException, InterruptedException;
  }

  static final Mischief HONEST =
      (type, step, frame, out) -> {
        out.write(frame);
        return true;
      };

  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger stepFrames = new AtomicInteger();
  final AtomicInteger resets = new AtomicInteger();

  private final ServerSocketChannel listener;
  private final List<SocketChannel> clients = new ArrayList<>();
  private volatile Mischief mischief;

  private FakeHost(ServerSocketChannel listener, Mischief mischief) {
    this.listener = listener;
    this.mischief = mischief;
    Thread.ofPlatform().daemon().name("fake-host").start(this::accept);
  }

  static FakeHost tcp(Mischief mischief) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new FakeHost(listener, mischief);
  }

  /** A host on the port where another one was. */
  static FakeHost again(HostAddress address, Mischief mischief) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(address.resolve());
    return new FakeHost(listener, mischief);
  }

  static FakeHost unix(Path file, Mischief mischief) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(file));
    return new FakeHost(listener, mischief);
  }

  HostAddress address() {
    try {
      SocketAddress local = listener.getLocalAddress();
      return local instanceof UnixDomainSocketAddress unix
          ? new HostAddress.UnixSocket(unix.getPath())
          : new HostAddress.Tcp("127.0.0.1", ((InetSocketAddress) local).getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void become(Mischief other) {
    mischief = other;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        synchronized (clients) {
          clients.add(client);
        }
        connections.incrementAndGet();
        Thread.ofPlatform().daemon().name("fake-host client").start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      new Session(Channels.newInputStream(client), Channels.newOutputStream(client)).serve();
    } catch (IOException e) {
      // The client is gone, or mischief closed the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    synchronized (clients) {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
  }

  /** One client. */
  private final class Session {
    private final DataInputStream in;
    private final OutputStream out;
    private Network network;
    private FixedPointEngine engine;
    private long nextStep = 1;

    Session(InputStream in, OutputStream out) {
      this.in = new DataInputStream(in);
      this.out = out;
    }

    void serve() throws IOException, InterruptedException {
      boolean goesOn = true;
      while (goesOn) {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        goesOn = answer(ByteBuffer.wrap(body));
      }
    }

    private boolean answer(ByteBuffer frame) throws IOException, InterruptedException {
      return switch (frame.get()) {
        case 0x01 -> send(0x81, 0, welcome(frame));
        case 0x02 -> send(0x82, 0, load(frame));
        case 0x03 -> step(frame);
        case 0x04 -> {
          resets.incrementAndGet();
          engine.reset();
          nextStep = 1;
          yield send(0x84, 0, new byte[0]);
        }
        default -> false;
      };
    }

    private boolean send(int type, long step, byte[] body)
        throws IOException, InterruptedException {
      ByteBuffer frame = ByteBuffer.allocate(5 + body.length);
      frame.putInt(1 + body.length).put((byte) type).put(body);
      return mischief.send(type, step, frame.array(), out);
    }

    private byte[] welcome(ByteBuffer hello) throws IOException {
      if (hello.remaining() != 6 || hello.getInt() != 0x474E444C || hello.getShort() != 1) {
        throw new IOException("no greeting");
      }
      byte[] name = "fake".getBytes(StandardCharsets.UTF_8);
      ByteBuffer body =
          ByteBuffer.allocate(13 + name.length).putInt(0x474E444C).putShort((short) 1);
      return body.putInt(16 << 20).putShort((short) 1000).put((byte) name.length).put(name).array();
    }

    private byte[] load(ByteBuffer load) {
      byte[] digest = new byte[32];
      load.get(digest);
      byte[] json = new byte[load.remaining()];
      load.get(json);
      network = NetworkJson.read("the client's network", JsonFiles.parseObject("it", json));
      engine = new FixedPointEngine(network);
      ByteBuffer body = ByteBuffer.allocate(41).put(digest);
      int channels = network.inputs().stream().mapToInt(Input::size).sum();
      return body.putInt(channels).putInt(network.neurons()).put((byte) planes()).array();
    }

    private int planes() {
      return network.populations().stream().anyMatch(p -> p.model().label().startsWith("tern"))
          ? 2
          : 1;
    }

    private boolean step(ByteBuffer frame) throws IOException, InterruptedException {
      stepFrames.incrementAndGet();
      long first = frame.getLong();
      int steps = frame.getShort();
      if (first != nextStep) {
        throw new IOException("step " + nextStep + " is next, not " + first);
      }
      nextStep += steps;
      boolean bits = frame.get() == 0;
      int bit = 0;
      for (int i = 0; i < network.inputs().size(); i++) {
        int[] input = engine.input(i);
        for (int k = 0; k < input.length; k++, bit++) {
          input[k] = bits ? frame.get(frame.position() + bit / 8) >> bit % 8 & 1 : frame.getInt();
        }
      }
      return send(0x83, first, spikes(first, steps));
    }

    private byte[] spikes(long first, int steps) {
      int row = (network.neurons() + 7) / 8;
      byte[] body = new byte[10 + steps * planes() * row];
      ByteBuffer.wrap(body).putLong(first).putShort((short) steps);
      for (int step = 0; step < steps; step++) {
        engine.step();
        int neuron = 0;
        int at = 10 + step * planes() * row;
        for (int p = 0; p < network.populations().size(); p++) {
          for (int spike : engine.spikes(p)) {
            if (spike != 0) {
              body[at + (spike < 0 ? row : 0) + neuron / 8] |= (byte) (1 << neuron % 8);
            }
            neuron++;
          }
        }
      }
      return body;
    }
  }

  /** The first bytes of a frame. */
  static byte[] head(byte[] frame, int length) {
    return Arrays.copyOf(frame, length);
  }
}
