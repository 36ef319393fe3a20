package dev.gondola.ground.fleet;

import dev.gondola.firmware.link.BadMessageException;
import dev.gondola.firmware.link.Connection;
import dev.gondola.firmware.link.Delivery;
import dev.gondola.firmware.link.LinkListener;
import dev.gondola.firmware.link.LinkOptions;
import dev.gondola.firmware.link.LinkStatistics;
import dev.gondola.firmware.link.MessageHandler;
import dev.gondola.firmware.link.MqttLink;
import dev.gondola.firmware.link.OperatorMessages;
import dev.gondola.firmware.link.RobotEvent;
import dev.gondola.firmware.link.RobotId;
import dev.gondola.firmware.link.RobotTopics;
import dev.gondola.firmware.link.Telemetry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.tinylog.Logger;

/**
 * Watches robots and commands them. The link comes up by itself and comes back by itself; orders
 * are sent at once or not at all, so that none arrives late.
 */
public final class FleetClient implements AutoCloseable {
  private static final int EVENT_QOS = 1;

  private final MqttLink link;
  private final CountDownLatch firstUp = new CountDownLatch(1);
  private final LongAdder refused = new LongAdder();

  /**
   * Makes a client that does nothing before {@link #start}.
   *
   * @param options broker, credentials and client name
   */
  public FleetClient(LinkOptions options) {
    link = new MqttLink(options);
    link.addListener(new UpListener());
  }

  /**
   * Lets a listener hear from all robots. A message that does not fit its schema is counted and
   * left out.
   *
   * @return this
   */
  public FleetClient watch(FleetListener listener) {
    link.subscribe(
        RobotTopics.ALL_TELEMETRY,
        0,
        reading((robot, payload) -> listener.telemetry(Telemetry.parse(robot, payload))));
    link.subscribe(
        RobotTopics.ALL_CONNECTIONS,
        0,
        reading((robot, payload) -> listener.connection(Connection.parse(robot, payload))));
    link.subscribe(
        RobotTopics.ALL_EVENTS,
        EVENT_QOS,
        reading((robot, payload) -> listener.event(RobotEvent.parse(robot, payload))));
    return this;
  }

  @FunctionalInterface
  private interface Reader {
    void read(RobotId robot, byte[] payload) throws BadMessageException;
  }

  private MessageHandler reading(Reader reader) {
    return (topic, payload, retained) -> {
      RobotTopics robot = RobotTopics.of(topic).orElse(null);
      if (robot == null) {
        refused.increment();
        return;
      }
      try {
        reader.read(robot.robot(), payload);
      } catch (BadMessageException e) {
        refused.increment();
        Logger.debug("message on {} left out: {}", topic, e.getMessage());
      }
    };
  }

  /**
   * Lets the link connect in the background; to be called once.
   *
   * @return this
   */
  public FleetClient start() {
    link.start();
    return this;
  }

  /**
   * Waits until the broker has been reached for the first time.
   *
   * @param limit longest time to wait
   * @return whether it has
   * @throws InterruptedException if interrupted
   */
  public boolean awaitUp(Duration limit) throws InterruptedException {
    return firstUp.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns whether the broker is connected, as far as is known. */
  public boolean isUp() {
    return link.isUp();
  }

  /**
   * Asks a robot to let its motors run.
   *
   * @return whether the order is on its way; false if the link is down
   */
  public boolean arm(RobotId robot) {
    return send(new RobotTopics(robot).command(), OperatorMessages.arm());
  }

  /**
   * Stops a robot's motors.
   *
   * @return whether the order is on its way; false if the link is down
   */
  public boolean disarm(RobotId robot) {
    return send(new RobotTopics(robot).command(), OperatorMessages.disarm());
  }

  /**
   * Tells a robot that its operator is there; to be repeated well within its dead-man timeout.
   *
   * @return whether it is on its way; false if the link is down
   */
  public boolean heartbeat(RobotId robot) {
    return send(new RobotTopics(robot).command(), OperatorMessages.heartbeat());
  }

  /**
   * Asks a robot to hold a height.
   *
   * @param heightM height, m; the robot refuses what is outside its limits
   * @return whether the order is on its way; false if the link is down
   * @throws IllegalArgumentException if the height is not finite
   */
  public boolean setpoint(RobotId robot, double heightM) {
    return send(new RobotTopics(robot).setpoint(), OperatorMessages.setpoint(heightM));
  }

  private boolean send(String topic, byte[] payload) {
    return link.publish(topic, payload, Delivery.NOW, false);
  }

  /** Returns the number of messages that did not fit their schema. */
  public long refused() {
    return refused.sum();
  }

  /** Returns the link's counts. */
  public LinkStatistics statistics() {
    return link.statistics();
  }

  /** Sends what is queued and disconnects; takes at most four seconds. */
  @Override
  public void close() {
    link.close();
  }

  private final class UpListener implements LinkListener {
    @Override
    public void linkUp() {
      firstUp.countDown();
    }

    @Override
    public void linkDown(String reason) {
      // The link says so itself and tries again.
    }
  }
}
