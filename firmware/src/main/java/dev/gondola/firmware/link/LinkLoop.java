package dev.gondola.firmware.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.tinylog.Logger;

/** The work of a link's own thread: connect, subscribe, send, say goodbye, and all over again. */
final class LinkLoop implements Runnable, PahoConnection.Owner {
  private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(60);
  private static final long DISCONNECT_MILLIS = 500;

  private final LinkOptions options;
  private final String clientId;
  private final Outbox outbox;
  private final Inbox inbox;
  private final LongSupplier nanoClock;
  private final Backoff backoff;
  private final LogLimiter log;
  private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
  private final LongAdder connects = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private volatile PahoConnection opening;
  private volatile boolean up;

  LinkLoop(
      LinkOptions options, String clientId, Outbox outbox, Inbox inbox, LongSupplier nanoClock) {
    this.options = options;
    this.clientId = clientId;
    this.outbox = outbox;
    this.inbox = inbox;
    this.nanoClock = nanoClock;
    backoff = new Backoff(clientId.hashCode());
    log = new LogLimiter(nanoClock, LOG_INTERVAL);
  }

  @Override
  public void run() {
    while (!outbox.isClosing()) {
      PahoConnection connection = connect();
      if (connection != null) {
        long since = nanoClock.getAsLong();
        use(connection);
        if (nanoClock.getAsLong() - since > STABLE_NANOS) {
          backoff.reset();
        }
      }
      outbox.pause(backoff.next());
    }
  }

  /** Returns a new connection, or null if there is none to be had now. */
  private PahoConnection connect() {
    PahoConnection connection = null;
    String failure;
    try {
      connection = new PahoConnection(options, clientId, this, nanoClock);
      opening = connection;
      failure = outbox.isClosing() ? "closed" : connection.open();
    } catch (MqttException | RuntimeException e) {
      failure = PahoConnection.describe(e);
    }
    opening = null;
    if (failure == null) {
      return connection;
    }
    if (connection != null) {
      connection.dispose();
    }
    if (!outbox.isClosing()) {
      log.warn("no connection to %s: %s; trying again".formatted(options.broker(), failure));
    }
    return null;
  }

  /** Uses a connection until it is lost or the link is closed. */
  private void use(PahoConnection connection) {
    connects.increment();
    try {
      begin(connection);
      Outbox.Task task = outbox.next(connection);
      while (task != null) {
        task.run(connection);
        task = outbox.next(connection);
      }
    } catch (RuntimeException e) {
      Logger.error(e, "fault in the link to {}", options.broker());
      connection.fail(e.toString());
    }
    outbox.linkDown(connection.unacknowledged());
    up = false;
    String reason = finish(connection);
    tell(listener -> listener.linkDown(reason));
  }

  /** Subscribes before it says ONLINE: a peer that sees it can be sure to be heard. */
  private void begin(PahoConnection connection) {
    outbox.linkUp();
    Map<String, Integer> filters = inbox.filters();
    if (!filters.isEmpty()) {
      connection.subscribe(filters);
    }
    announce(connection, ConnectionState.ONLINE);
    up = true;
    Logger.info("connected to {} as {}", options.broker(), clientId);
    tell(LinkListener::linkUp);
  }

  private String finish(PahoConnection connection) {
    String reason = connection.lost();
    if (reason == null) {
      announce(connection, ConnectionState.OFFLINE);
      outbox.awaitIdle(connection);
      connection.disconnect(DISCONNECT_MILLIS);
      return "closed";
    }
    connection.dispose();
    Logger.warn("connection to {} lost: {}", options.broker(), reason);
    return reason;
  }

  private void announce(PahoConnection connection, ConnectionState state) {
    options
        .presence()
        .ifPresent(
            p -> connection.send(new Outgoing(p.topic(), p.payload(state), Delivery.NOW, true)));
  }

  private void tell(Consumer<LinkListener> message) {
    for (LinkListener listener : listeners) {
      try {
        message.accept(listener);
      } catch (RuntimeException e) {
        Logger.warn(e, "a listener of the link failed");
      }
    }
  }

  void addListener(LinkListener listener) {
    listeners.add(listener);
  }

  /** Gives up an attempt to connect; what is connected may still say goodbye. */
  void stopConnecting() {
    PahoConnection connection = opening;
    if (connection != null) {
      connection.fail("closed");
    }
  }

  @Override
  public void changed() {
    outbox.changed();
  }

  @Override
  public void acknowledged() {
    acknowledged.increment();
  }

  @Override
  public void arrived(String topic, byte[] payload, boolean retained) {
    inbox.accept(topic, payload, retained);
  }

  boolean isUp() {
    return up;
  }

  long connects() {
    return connects.sum();
  }

  long acknowledgements() {
    return acknowledged.sum();
  }
}
