package dev.gondola.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A network in memory that loses, repeats, delays and reorders messages by a seed, echoes them to
 * their sender as MQTT does, and can be cut. Its time is moved by hand.
 */
final class LossyNetwork {

  private record Subscription(String peer, String channel, Consumer<byte[]> handler) {}

  private static final class Delivery {
    final Subscription to;
    final byte[] message;
    final long atMillis;

    Delivery(Subscription to, byte[] message, long atMillis) {
      this.to = to;
      this.message = message;
      this.atMillis = atMillis;
    }
  }

  private final RandomGenerator random;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<Delivery> underWay = new ArrayList<>();
  private double loss;
  private double repetition;
  private int maxDelayMillis;
  private BiPredicate<String, String> connected = (from, to) -> true;
  private boolean refusing;
  private long nowMillis;
  private long publishedBytes;
  private long eventBytes;

  LossyNetwork(long seed) {
    random = Samples.random(seed);
  }

  /** Sets the odds of losing and of repeating a message, and the longest delay. */
  void conditions(double newLoss, double newRepetition, int newMaxDelayMillis) {
    loss = newLoss;
    repetition = newRepetition;
    maxDelayMillis = newMaxDelayMillis;
  }

  /** Lets messages pass only where the predicate of sender and receiver says so. */
  void connect(BiPredicate<String, String> newConnected) {
    connected = newConnected;
  }

  /** Has publish return false, as a transport does that knows its link to be down. */
  void refuse(boolean newRefusing) {
    refusing = newRefusing;
  }

  Transport join(String peer) {
    return new Transport() {
      @Override
      public boolean publish(String channel, byte[] message) {
        if (message.length > MAX_MESSAGE_BYTES) {
          throw new AssertionError("message too long: " + message.length);
        }
        if (refusing) {
          return false;
        }
        publishedBytes += message.length;
        eventBytes += channel.equals(Outbox.EVENTS) ? message.length : 0;
        for (Subscription to : subscriptions) {
          if (to.channel().equals(channel) && connected.test(peer, to.peer())) {
            send(to, message);
          }
        }
        return true;
      }

      @Override
      public void subscribe(String channel, Consumer<byte[]> handler) {
        subscriptions.add(new Subscription(peer, channel, handler));
      }
    };
  }

  /** Takes a peer off the network, as the end of its process does. */
  void leave(String peer) {
    subscriptions.removeIf(subscription -> subscription.peer().equals(peer));
    underWay.removeIf(delivery -> delivery.to.peer().equals(peer));
  }

  void advance(long millis) {
    nowMillis += millis;
    List<Delivery> due = new ArrayList<>();
    underWay.removeIf(delivery -> delivery.atMillis <= nowMillis && due.add(delivery));
    due.sort(Comparator.comparingLong(delivery -> delivery.atMillis));
    due.forEach(delivery -> delivery.to.handler().accept(delivery.message));
  }

  long publishedBytes() {
    return publishedBytes;
  }

  /** Bytes published on the channel of events. */
  long eventBytes() {
    return eventBytes;
  }

  private void send(Subscription to, byte[] message) {
    int copies = random.nextDouble() < repetition ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (random.nextDouble() >= loss) {
        underWay.add(new Delivery(to, message, nowMillis + random.nextInt(maxDelayMillis + 1)));
      }
    }
  }
}
