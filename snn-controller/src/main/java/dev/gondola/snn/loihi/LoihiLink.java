package dev.gondola.snn.loihi;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a host at hand: a background thread connects, loads the network, runs every round since the
 * last reset again until the host is at the present, and offers the session to the engine. A
 * session belongs either to that thread or to the engine's; two atomic references hand it over, so
 * the engine's thread never waits.
 */
final class LoihiLink implements AutoCloseable {

  /** A wake-up may be lost between looking and parking; so nobody parks for long. */
  private static final long LONGEST_PARK = 100_000_000;

  private static final long LONGEST_JOIN_MILLIS = 2_000;

  private final HostAddress address;
  private final NetworkImage image;
  private final InputHistory history;
  private final LinkOptions options;
  private final LinkClock clock;
  private final Thread thread;
  private final int[] replayed;
  private final AtomicReference<LiveHost> offered = new AtomicReference<>();
  private final AtomicReference<LiveHost> returned = new AtomicReference<>();
  private volatile boolean closed;
  private final AtomicLong connections = new AtomicLong();
  private volatile String backend = "";
  private volatile String lastFault;

  LoihiLink(
      HostAddress address,
      NetworkImage image,
      InputHistory history,
      LinkOptions options,
      LinkClock clock) {
    this.address = address;
    this.image = image;
    this.history = history;
    this.options = options;
    this.clock = clock;
    replayed = new int[image.channels()];
    thread = Thread.ofPlatform().name("loihi-link " + address).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Takes the host if it is at the present, else returns null. Allocates nothing. */
  LiveHost take() {
    LiveHost host = offered.get();
    return host != null && host.position() == history.state() && offered.compareAndSet(host, null)
        ? host
        : null;
  }

  /** Gives the host back, whatever became of it. Allocates nothing. */
  void giveBack(LiveHost host) {
    returned.set(host);
    wake();
  }

  /** Tells the background thread that the history has changed. Allocates nothing. */
  void wake() {
    LockSupport.unpark(thread);
  }

  void fault(String what) {
    lastFault = what;
  }

  String backend() {
    return backend;
  }

  long reconnects() {
    return Math.max(0, connections.get() - 1);
  }

  Optional<String> lastFault() {
    return Optional.ofNullable(lastFault);
  }

  private void run() {
    Backoff backoff = new Backoff(options.firstRetryNanos(), options.lastRetryNanos());
    LiveHost host = null;
    try {
      while (!closed) {
        try {
          host = host == null ? connect() : host;
          bringToPresent(host);
          LiveHost mine = host;
          host = null;
          host = lend(mine);
          if (host.hasServed()) {
            backoff.reset();
          }
          host.failIfBroken();
        } catch (IOException | RuntimeException e) {
          // Whatever goes wrong with a host, there may be a better one later.
          lastFault = e.getMessage() == null ? e.toString() : e.getMessage();
          closeQuietly(host);
          if (host != null && host.isDistrusted()) {
            awaitEpochAfter(host.epoch());
          }
          host = null;
          clock.sleep(backoff.next());
        }
      }
    } catch (InterruptedException e) {
      // Closed: nothing is left to do.
    } finally {
      closeQuietly(host);
      closeQuietly(offered.getAndSet(null));
      closeQuietly(returned.getAndSet(null));
    }
  }

  private static void closeQuietly(LiveHost host) {
    if (host != null) {
      host.session().close();
    }
  }

  private LiveHost connect() throws IOException {
    HostSession session =
        HostSession.open(
            address, image, clock, options.replyPatienceNanos(), options.buildPatienceNanos());
    backend = session.backend();
    connections.incrementAndGet();
    return new LiveHost(session, InputHistory.epoch(history.state()));
  }

  /** Runs what the host has missed; the engine may go on meanwhile. */
  private void bringToPresent(LiveHost host) throws IOException, InterruptedException {
    if (host.session().isPending()) {
      answer(host);
    }
    while (!closed) {
      long now = history.state();
      if (host.epoch() != InputHistory.epoch(now)) {
        if (host.round() > 0) {
          host.session().reset(options.buildPatienceNanos());
        }
        host.begin(InputHistory.epoch(now));
      } else if (InputHistory.rounds(now) < 0) {
        awaitEpochAfter(host.epoch());
      } else if (host.position() == now) {
        return;
      } else {
        history.copy(host.round(), replayed);
        host.request(replayed, image.steps());
        answer(host);
      }
    }
    throw new InterruptedException();
  }

  private void answer(LiveHost host) throws IOException {
    if (!host.await(clock.nanoTime() + options.replyPatienceNanos())) {
      throw new HostFault("the host does not answer");
    }
  }

  /** Offers the host until the engine has had it, or the present has moved on without it. */
  private LiveHost lend(LiveHost host) throws InterruptedException {
    long position = host.position();
    offered.set(host);
    while (!closed) {
      LiveHost back = returned.getAndSet(null);
      if (back != null) {
        return back;
      }
      if (position != history.state() && offered.compareAndSet(host, null)) {
        return host;
      }
      park();
    }
    throw new InterruptedException();
  }

  private void awaitEpochAfter(int epoch) throws InterruptedException {
    while (InputHistory.epoch(history.state()) == epoch) {
      park();
    }
  }

  private void park() throws InterruptedException {
    LockSupport.parkNanos(this, LONGEST_PARK);
    if (closed || Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Ends the background thread and closes the connection; waits at most 2 s for that. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(LONGEST_JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
