package dev.gondola.firmware.link;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import org.eclipse.paho.client.mqttv3.MqttTopic;

/**
 * An MQTT 3.1.1 link on Eclipse Paho. One thread of its own connects, subscribes, sends and
 * reconnects; callers only touch a bounded queue under a monitor that is never held during input or
 * output. All threads are daemons.
 */
public final class MqttLink implements MessageLink {
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(60);
  private static final long CLOSE_MILLIS = 4000;
  private static final String PAHO_LOG = "org.eclipse.paho.client.mqttv3";

  private final String clientId;
  private final Outbox outbox;
  private final Inbox inbox;
  private final LinkLoop loop;
  private final Thread thread;
  // Held, as the logging system forgets a logger that nobody holds, and its level with it.
  private final java.util.logging.Logger pahoLog = java.util.logging.Logger.getLogger(PAHO_LOG);

  /**
   * Makes a link that does not connect yet, so that handlers can be subscribed before.
   *
   * @param options what the link is made of
   */
  public MqttLink(LinkOptions options) {
    this(options, System::nanoTime);
  }

  MqttLink(LinkOptions options, LongSupplier nanoClock) {
    String digits = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    clientId = options.clientName() + "-" + digits;
    outbox =
        new Outbox(
            new OutgoingQueue(options.queueCapacity(), options.maxPayloadBytes()),
            nanoClock,
            TimeUnit.SECONDS.toNanos(3L * options.keepAliveSeconds()));
    inbox = new Inbox(options.maxPayloadBytes(), new LogLimiter(nanoClock, LOG_INTERVAL));
    loop = new LinkLoop(options, clientId, outbox, inbox, nanoClock);
    thread = new Thread(loop, "link " + clientId);
    thread.setDaemon(true);
    if (pahoLog.getLevel() == null) {
      // What Paho logs at SEVERE reaches us as an exception anyway.
      pahoLog.setLevel(Level.OFF);
    }
  }

  /**
   * Lets the link connect in the background; to be called once.
   *
   * @return this
   */
  public MqttLink start() {
    thread.start();
    return this;
  }

  /** Returns the MQTT client id. */
  public String clientId() {
    return clientId;
  }

  @Override
  public boolean publish(String topic, byte[] payload, Delivery delivery, boolean retained) {
    MqttTopic.validate(topic, false);
    if (topic.length() > OutgoingQueue.MAX_TOPIC_LENGTH) {
      throw new IllegalArgumentException(
          "topic is longer than %d characters".formatted(OutgoingQueue.MAX_TOPIC_LENGTH));
    }
    return outbox.offer(new Outgoing(topic, payload, delivery, retained));
  }

  @Override
  public void subscribe(String filter, int qos, MessageHandler handler) {
    MqttTopic.validate(filter, true);
    if (qos != 0 && qos != 1) {
      throw new IllegalArgumentException("quality of service " + qos + " is not 0 or 1");
    }
    inbox.add(filter, qos, handler);
    outbox.subscribe(filter, qos);
  }

  @Override
  public boolean isUp() {
    return loop.isUp();
  }

  @Override
  public void addListener(LinkListener listener) {
    loop.addListener(listener);
  }

  @Override
  public LinkStatistics statistics() {
    return new LinkStatistics(
        loop.connects(),
        outbox.sent(),
        loop.acknowledgements(),
        outbox.superseded(),
        outbox.refused(),
        outbox.dropped(),
        inbox.received(),
        inbox.oversized(),
        inbox.handlerFailures());
  }

  /**
   * {@inheritDoc} Takes at most four seconds, even with a broker that no longer answers. Not to be
   * called by a handler or listener, which would hold up what is waited for.
   */
  @Override
  public void close() {
    outbox.close();
    loop.stopConnecting();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
