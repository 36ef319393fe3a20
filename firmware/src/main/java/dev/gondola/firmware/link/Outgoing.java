package dev.gondola.firmware.link;

/** One message on its way out. */
final class Outgoing {
  final String topic;
  final byte[] payload;
  final Delivery delivery;
  final boolean retained;

  Outgoing(String topic, byte[] payload, Delivery delivery, boolean retained) {
    this.topic = topic;
    this.payload = payload;
    this.delivery = delivery;
    this.retained = retained;
  }

  /** Moquette throws away what is retained with QoS 0, so that goes out with QoS 1. */
  int qos() {
    return delivery == Delivery.LATEST && !retained ? 0 : 1;
  }
}
