package dev.gondola.firmware.link;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a link is made of.
 *
 * @param broker the broker
 * @param clientName start of the MQTT client id; the link adds random digits, so that two links
 *     never throw each other out
 * @param credentials user and password, if the broker asks for them
 * @param presence how the link says that it is connected, if it does
 * @param tls keys and trust for {@code ssl://}; the JVM's default if empty (system properties
 *     {@code javax.net.ssl.*})
 * @param keepAliveSeconds a broker that has stopped answering is noticed after at most twice this
 *     time; also the time-out for connecting; s, 1..60
 * @param queueCapacity messages of {@link Delivery#RELIABLE} and {@link Delivery#NOW} kept unsent,
 *     1..65536
 * @param maxPayloadBytes largest message taken in either direction, bytes, 1..1 MiB
 */
public record LinkOptions(
    BrokerUrl broker,
    String clientName,
    Optional<Credentials> credentials,
    Optional<Presence> presence,
    Optional<SSLContext> tls,
    int keepAliveSeconds,
    int queueCapacity,
    int maxPayloadBytes) {

  /** Default keep-alive, s. */
  public static final int KEEP_ALIVE_SECONDS = 5;

  /** Default queue capacity, messages. */
  public static final int QUEUE_CAPACITY = 256;

  /** Default bound for a message, bytes. */
  public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public LinkOptions {
    require(!clientName.isEmpty(), "clientName is empty");
    require(keepAliveSeconds >= 1 && keepAliveSeconds <= 60, "keepAliveSeconds is not 1..60");
    require(queueCapacity >= 1 && queueCapacity <= 65536, "queueCapacity is not 1..65536");
    require(maxPayloadBytes >= 1 && maxPayloadBytes <= 1 << 20, "maxPayloadBytes is not 1..1 MiB");
  }

  /** Returns options with the defaults, without credentials and presence. */
  public static LinkOptions of(BrokerUrl broker, String clientName) {
    return new LinkOptions(
        broker,
        clientName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        KEEP_ALIVE_SECONDS,
        QUEUE_CAPACITY,
        MAX_PAYLOAD_BYTES);
  }

  /** Returns these options with other credentials. */
  public LinkOptions withCredentials(Optional<Credentials> value) {
    return new LinkOptions(
        broker, clientName, value, presence, tls, keepAliveSeconds, queueCapacity, maxPayloadBytes);
  }

  /** Returns these options with a presence topic. */
  public LinkOptions withPresence(Presence value) {
    return new LinkOptions(
        broker,
        clientName,
        credentials,
        Optional.of(value),
        tls,
        keepAliveSeconds,
        queueCapacity,
        maxPayloadBytes);
  }

  /** Returns these options with other keys and trust for TLS. */
  public LinkOptions withTls(SSLContext value) {
    return new LinkOptions(
        broker,
        clientName,
        credentials,
        presence,
        Optional.of(value),
        keepAliveSeconds,
        queueCapacity,
        maxPayloadBytes);
  }

  /** Returns these options with another keep-alive time, s. */
  public LinkOptions withKeepAliveSeconds(int value) {
    return new LinkOptions(
        broker, clientName, credentials, presence, tls, value, queueCapacity, maxPayloadBytes);
  }

  /** Returns these options with another queue capacity, messages. */
  public LinkOptions withQueueCapacity(int value) {
    return new LinkOptions(
        broker, clientName, credentials, presence, tls, keepAliveSeconds, value, maxPayloadBytes);
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException(fault);
    }
  }
}
