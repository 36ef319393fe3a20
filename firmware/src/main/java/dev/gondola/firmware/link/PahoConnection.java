package dev.gondola.firmware.link;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.tinylog.Logger;

/**
 * One connection to the broker, from connect to loss, on one Paho client that is used once: a new
 * client for each attempt has no state left over from the last. Paho's own reconnect is not used,
 * because it does not try again when the first attempt fails.
 *
 * <p>Paho's threads descend from one that is started here, so that they inherit its daemon status
 * and its thread group.
 */
final class PahoConnection {
  /** Messages handed to Paho and not yet sent (QoS 0) or acknowledged (QoS 1). */
  static final int WINDOW = 16;

  /** Longest topic in a packet, with its length field and the packet identifier, bytes. */
  private static final int HEADER_BYTES = 2 + 65535 + 2;

  private static final int SUBSCRIPTION_REFUSED = 0x80;

  /** What a connection reports; called without any lock held. */
  interface Owner {
    /** The window, or whether the connection is alive, has changed. */
    void changed();

    /** The broker has acknowledged a QoS 1 message. */
    void acknowledged();

    /** A message has come in. */
    void arrived(String topic, byte[] payload, boolean retained);
  }

  private final LinkOptions options;
  private final Owner owner;
  private final LongSupplier nanoClock;
  private final LinkThreads threads;
  private final ScheduledThreadPoolExecutor pings;
  private final GuardedClient client;
  private final LinkedHashSet<Outgoing> unacknowledged = new LinkedHashSet<>();
  private final CountDownLatch settled = new CountDownLatch(1);
  private long progressNanos;
  private String lost;

  PahoConnection(LinkOptions options, String clientId, Owner owner, LongSupplier nanoClock)
      throws MqttException {
    this.options = options;
    this.owner = owner;
    this.nanoClock = nanoClock;
    threads = new LinkThreads("link " + clientId, cause -> fail(cause.toString()));
    pings = new ScheduledThreadPoolExecutor(1, this::daemon);
    pings.setRemoveOnCancelPolicy(true);
    // The cut of the limiter must leave more payload than the bound, or it would not be noticed.
    int maxRemaining = HEADER_BYTES + options.maxPayloadBytes() + 1;
    client = new GuardedClient(options.broker().toString(), clientId, pings, maxRemaining);
    client.setCallback(new Callback());
  }

  /**
   * Connects; waits until the broker has answered, but no longer than three keep-alive times.
   *
   * @return why it failed, or null if the connection is there
   */
  String open() {
    daemon(this::connect).start();
    try {
      if (!settled.await(3L * options.keepAliveSeconds(), TimeUnit.SECONDS)) {
        fail("no answer");
      }
    } catch (InterruptedException e) {
      fail("interrupted");
    }
    return lost();
  }

  private void connect() {
    try {
      client.connect(connectOptions(), null, new Opened());
    } catch (MqttException e) {
      fail(describe(e));
    }
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(threads, task);
    thread.setDaemon(true);
    return thread;
  }

  private MqttConnectOptions connectOptions() {
    MqttConnectOptions connect = new MqttConnectOptions();
    connect.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    connect.setAutomaticReconnect(false);
    connect.setCleanSession(true);
    connect.setKeepAliveInterval(options.keepAliveSeconds());
    connect.setConnectionTimeout(options.keepAliveSeconds());
    // Paho frees its place after it has told us, so a limit equal to our window would be hit.
    connect.setMaxInflight(2 * WINDOW);
    connect.setHttpsHostnameVerificationEnabled(true);
    connect.setSocketFactory(socketFactory());
    options
        .credentials()
        .ifPresent(
            c -> {
              connect.setUserName(c.user());
              connect.setPassword(c.password().toCharArray());
            });
    options
        .presence()
        .ifPresent(
            p -> connect.setWill(p.topic(), p.payload(ConnectionState.CONNECTION_BROKEN), 1, true));
    return connect;
  }

  private SocketFactory socketFactory() {
    if (!options.broker().tls()) {
      return new NoDelaySocketFactory();
    }
    return new NoDelayTlsSocketFactory(
        options
            .tls()
            .map(context -> context.getSocketFactory())
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault()));
  }

  /** Asks for subscriptions, filter to quality of service; does not wait for the answer. */
  void subscribe(Map<String, Integer> filters) {
    String[] names = filters.keySet().toArray(String[]::new);
    int[] qos = filters.values().stream().mapToInt(Integer::intValue).toArray();
    try {
      client.subscribe(names, qos, null, new Subscribed(names));
    } catch (MqttException e) {
      fail(describe(e));
    }
  }

  /** Hands a message to Paho; call only if {@link #hasRoom}. A failure shows as loss. */
  void send(Outgoing message) {
    synchronized (this) {
      if (unacknowledged.isEmpty()) {
        progressNanos = nanoClock.getAsLong();
      }
      unacknowledged.add(message);
    }
    MqttMessage mqtt = new MqttMessage(message.payload);
    mqtt.setQos(message.qos());
    mqtt.setRetained(message.retained);
    try {
      client.publish(message.topic, mqtt, null, new Sent(message));
    } catch (MqttException e) {
      fail(describe(e));
    }
  }

  synchronized boolean hasRoom() {
    return lost == null && unacknowledged.size() < WINDOW;
  }

  /** Returns whether nothing is on its way. */
  synchronized boolean isIdle() {
    return unacknowledged.isEmpty();
  }

  /** Returns why the connection was lost, or null while it lives. */
  synchronized String lost() {
    return lost;
  }

  /** Returns what was handed over and not confirmed, oldest first. */
  synchronized SequencedCollection<Outgoing> unacknowledged() {
    return List.copyOf(unacknowledged);
  }

  /** Gives up a connection on which something is on its way but nothing moves. */
  void failIfStalled(long limitNanos) {
    boolean stalled;
    synchronized (this) {
      stalled = !unacknowledged.isEmpty() && nanoClock.getAsLong() - progressNanos > limitNanos;
    }
    if (stalled) {
      fail("the broker acknowledges nothing");
    }
  }

  /** Gives up the connection, also while it is being opened. */
  void fail(String reason) {
    synchronized (this) {
      if (lost == null) {
        lost = reason;
      }
    }
    settled.countDown();
    owner.changed();
  }

  private void confirmed(Outgoing message) {
    synchronized (this) {
      unacknowledged.remove(message);
      progressNanos = nanoClock.getAsLong();
    }
    if (message.qos() > 0) {
      owner.acknowledged();
    }
    owner.changed();
  }

  /** Disconnects so that the broker does not publish the last will, then frees everything. */
  void disconnect(long timeoutMillis) {
    try {
      client.disconnect(0).waitForCompletion(timeoutMillis);
    } catch (MqttException e) {
      Logger.debug("no clean disconnect: {}", describe(e));
    }
    dispose();
  }

  /** Cuts the connection if there is one and frees everything. */
  void dispose() {
    try {
      client.dispose();
    } catch (MqttException | RuntimeException e) {
      Logger.debug("the MQTT client did not close: {}", describe(e));
    }
    pings.shutdownNow();
  }

  /** Returns a failure in one line, with its cause. */
  static String describe(Throwable e) {
    Throwable cause = e.getCause();
    String text = e instanceof MqttException ? e.getMessage() : e.toString();
    return cause == null ? text : text + ": " + cause;
  }

  private final class Callback implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {
      fail(describe(cause));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      owner.arrived(topic, message.getPayload(), message.isRetained());
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }

  private final class Opened implements IMqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      settled.countDown();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      fail(describe(cause));
    }
  }

  private final class Sent implements IMqttActionListener {
    private final Outgoing message;

    Sent(Outgoing message) {
      this.message = message;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      confirmed(message);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      fail("a message was not sent: " + describe(cause));
    }
  }

  private final class Subscribed implements IMqttActionListener {
    private final String[] filters;

    Subscribed(String[] filters) {
      this.filters = filters;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      int[] granted = token.getGrantedQos();
      for (int i = 0; i < filters.length && i < granted.length; i++) {
        if (granted[i] == SUBSCRIPTION_REFUSED) {
          Logger.error("the broker refuses the subscription to {}: check its rights", filters[i]);
        }
      }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      fail("a subscription failed: " + describe(cause));
    }
  }
}
