package dev.gondola.snn.loihi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection to a host that runs one network. It belongs to one thread at a time. {@link
 * #request} and {@link #await} allocate nothing.
 */
final class HostSession implements AutoCloseable {
  private static final long MILLI = 1_000_000;
  private static final long SHORT_PAUSE = 50_000;

  private final NetworkImage image;
  private final LinkClock clock;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final FrameReader reader;
  private final StepRequest request;
  private ByteBuffer out = ByteBuffer.allocate(0);
  private String backend = "";
  private long firstStep;
  private boolean pending;

  private HostSession(HostAddress address, NetworkImage image, LinkClock clock) throws IOException {
    this.image = image;
    this.clock = clock;
    reader =
        new FrameReader(
            Math.max(image.replySize(), HostProtocol.WELCOME_SIZE + HostProtocol.MAX_NAME));
    request = new StepRequest(image);
    channel = address.open();
    Selector opened = null;
    try {
      channel.configureBlocking(false);
      opened = Selector.open();
      key = channel.register(opened, 0);
    } catch (IOException e) {
      channel.close();
      if (opened != null) {
        opened.close();
      }
      throw e;
    }
    selector = opened;
  }

  /**
   * Connects to a host and loads the network; the next step is the first.
   *
   * @param patience longest wait for connection and greeting, ns
   * @param buildPatience longest wait for the host to build the network, ns
   * @throws IOException if the host is not there, is of another version or refuses the network
   */
  static HostSession open(
      HostAddress address, NetworkImage image, LinkClock clock, long patience, long buildPatience)
      throws IOException {
    HostSession session = new HostSession(address, image, clock);
    try {
      session.connect(address, clock.nanoTime() + patience);
      session.greet(clock.nanoTime() + patience);
      session.load(clock.nanoTime() + buildPatience);
      return session;
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void connect(HostAddress address, long deadline) throws IOException {
    if (channel.connect(address.resolve())) {
      return;
    }
    key.interestOps(SelectionKey.OP_CONNECT);
    while (!channel.finishConnect()) {
      if (!pause(deadline)) {
        throw new HostFault("the host does not answer");
      }
    }
  }

  private void greet(long deadline) throws IOException {
    ByteBuffer hello = ByteBuffer.allocate(HostProtocol.HEADER + 6);
    hello.putInt(7).put(HostProtocol.HELLO).putInt(HostProtocol.MAGIC);
    hello.putShort(HostProtocol.VERSION).flip();
    int least = HostProtocol.WELCOME_SIZE;
    exchange(hello, HostProtocol.WELCOME, least, least + HostProtocol.MAX_NAME, deadline);
    int name = Byte.toUnsignedInt(reader.getByte(12));
    if (reader.getInt(0) != HostProtocol.MAGIC
        || reader.getShort(4) != HostProtocol.VERSION
        || reader.bodySize() != least + name) {
      throw new HostFault("the greeting is not that of a host of version " + HostProtocol.VERSION);
    }
    backend = reader.text(least, name);
    if (Integer.compareUnsigned(reader.getInt(6), image.jsonSize()) < 0
        || reader.getShort(10) < image.steps()) {
      throw new HostFault("the host's limits are too small for the network");
    }
  }

  private void load(long deadline) throws IOException {
    byte[] body = image.load();
    ByteBuffer load = ByteBuffer.allocate(HostProtocol.HEADER + body.length);
    load.putInt(1 + body.length).put(HostProtocol.LOAD).put(body).flip();
    int size = HostProtocol.LOADED_SIZE;
    exchange(load, HostProtocol.LOADED, size, size, deadline);
    boolean same = true;
    for (int i = 0; i < HostProtocol.DIGEST_SIZE; i++) {
      same &= reader.getByte(i) == image.digestAt(i);
    }
    if (!same
        || reader.getInt(HostProtocol.DIGEST_SIZE) != image.channels()
        || reader.getInt(HostProtocol.DIGEST_SIZE + 4) != image.neurons()
        || reader.getByte(HostProtocol.DIGEST_SIZE + 8) != image.planes()) {
      throw new HostFault("the host loaded another network than it was given");
    }
  }

  /**
   * Returns the host's network to the state before the first step.
   *
   * @throws IOException if the host does not within that time
   */
  void reset(long patience) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HostProtocol.HEADER);
    frame.putInt(1).put(HostProtocol.RESET).flip();
    exchange(frame, HostProtocol.READY, 0, 0, clock.nanoTime() + patience);
  }

  private void exchange(ByteBuffer frame, byte reply, int least, int most, long deadline)
      throws IOException {
    out = frame;
    reader.expect(reply, least, most);
    if (!finish(deadline)) {
      throw new HostFault("the host does not answer");
    }
  }

  /**
   * Asks for the steps of a round, with the input held.
   *
   * @param first number of the first of them, from 1
   * @param values of all input channels
   */
  void request(long first, int[] values) {
    out = request.of(first, values);
    firstStep = first;
    pending = true;
    reader.expect(HostProtocol.SPIKES, image.replySize(), image.replySize());
  }

  /**
   * Waits for the answer to the last request. May be called again if it returned false.
   *
   * @param deadline on the clock, ns
   * @return whether the answer is there
   * @throws IOException if the host is of no more use
   */
  boolean await(long deadline) throws IOException {
    if (!finish(deadline)) {
      return false;
    }
    if (reader.getLong(0) != firstStep || reader.getShort(8) != image.steps()) {
      throw new HostFault(
          "the host answers step %d where %d was asked for"
              .formatted(reader.getLong(0), firstStep));
    }
    pending = false;
    return true;
  }

  private boolean finish(long deadline) throws IOException {
    while (true) {
      if (out.hasRemaining()) {
        channel.write(out);
      }
      if (!out.hasRemaining() && reader.receive(channel)) {
        return true;
      }
      key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      if (!pause(deadline)) {
        return false;
      }
    }
  }

  /** Waits for the channel, or returns false if there is no time left. */
  private boolean pause(long deadline) throws IOException {
    long left = deadline - clock.nanoTime();
    if (left <= 0) {
      return false;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new HostFault("the link was closed");
    }
    if (left < MILLI) {
      LockSupport.parkNanos(Math.min(left, SHORT_PAUSE)); // a selector knows whole milliseconds
    } else {
      selector.select(HostSession::ignore, left / MILLI);
    }
    return true;
  }

  /** Spares the selector a set of keys, which would be allocated. */
  private static void ignore(SelectionKey ready) {}

  /** Returns whether a request is still without its answer. */
  boolean isPending() {
    return pending;
  }

  /** Returns the host's name for what runs the network. */
  String backend() {
    return backend;
  }

  /**
   * Returns a spike of the last answer: 1, -1 or 0; 2 if it is said to be both.
   *
   * @param step of the round, from 0
   * @param neuron among all neurons
   */
  int spike(int step, int neuron) {
    boolean plus = bit(step, 0, neuron);
    boolean minus = image.planes() > 1 && bit(step, 1, neuron);
    if (plus && minus) {
      return 2;
    }
    return plus ? 1 : minus ? -1 : 0;
  }

  private boolean bit(int step, int plane, int neuron) {
    int plane0 = HostProtocol.SPIKES_HEADER + step * image.stepSize();
    int row = plane0 + plane * HostProtocol.bitmapSize(image.neurons());
    return (reader.getByte(row + (neuron >> 3)) >> (neuron & 7) & 1) != 0;
  }

  /**
   * Returns whether the last answer has these spikes.
   *
   * @param step of the round, from 0
   * @param first the first of them among all neurons
   * @param spikes each 0, 1 or -1
   */
  boolean agrees(int step, int first, int[] spikes) {
    boolean same = true;
    for (int i = 0; i < spikes.length; i++) {
      same &= spike(step, first + i) == spikes[i];
    }
    return same;
  }

  /** Says goodbye if that takes no time, and closes the connection. */
  @Override
  public void close() {
    try (channel;
        selector) {
      if (channel.isConnected() && !out.hasRemaining()) {
        channel.write(
            ByteBuffer.allocate(HostProtocol.HEADER).putInt(1).put(HostProtocol.BYE).flip());
      }
    } catch (IOException e) {
      // A host that is gone needs no goodbye.
    }
  }
}
