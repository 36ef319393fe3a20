package dev.gondola.firmware.link;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes a robot's events, numbered; for any thread but the control loop's. */
final class EventPublisher {
  private static final double NANOS_PER_S = 1e9;

  private final MessageLink link;
  private final RobotTopics topics;
  private final InstantSource wallClock;
  private final AtomicLong sequence = new AtomicLong();

  EventPublisher(MessageLink link, RobotTopics topics, InstantSource wallClock) {
    this.link = link;
    this.topics = topics;
    this.wallClock = wallClock;
  }

  void modeChanged(ModeChanges.Change change) {
    double timeS = change.timeNanos() / NANOS_PER_S;
    publish(RobotEvent.Kind.MODE_CHANGED, timeS, change.from(), change.to(), change.reason());
  }

  void link(RobotEvent.Kind kind, String reason) {
    publish(kind, Double.NaN, "", "", reason);
  }

  private void publish(RobotEvent.Kind kind, double timeS, String from, String to, String reason) {
    RobotEvent event =
        new RobotEvent(
            topics.robot(),
            wallClock.instant(),
            sequence.getAndIncrement(),
            kind,
            timeS,
            from,
            to,
            reason);
    link.publish(topics.event(), event.toJson(), Delivery.RELIABLE, false);
  }
}
