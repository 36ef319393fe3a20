package dev.gondola.firmware.link;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A robot's end of the fleet link: says that it is there, publishes telemetry and events, and takes
 * operators' commands.
 */
public final class FleetLink implements AutoCloseable {
  private final MqttLink link;
  private final RobotTopics topics;
  private final InstantSource wallClock;
  private final EventPublisher events;
  private final TelemetryPublisher telemetry;
  private final CommandReceiver receiver;

  /**
   * Makes a fleet link that does nothing before {@link #start}.
   *
   * @param options what it is made of
   * @param commands hears operators' commands, on the link's receiving thread
   * @param wallClock time for timestamps
   * @param nanoClock monotonic real time, ns, for rates
   */
  public FleetLink(
      FleetLinkOptions options,
      OperatorCommands commands,
      InstantSource wallClock,
      LongSupplier nanoClock) {
    this.wallClock = wallClock;
    topics = new RobotTopics(options.robot());
    link = new MqttLink(options.link().withPresence(new RobotPresence()), nanoClock);
    events = new EventPublisher(link, topics, wallClock);
    telemetry =
        new TelemetryPublisher(
            link, topics, events, options.telemetryInterval(), wallClock, nanoClock);
    receiver =
        new CommandReceiver(commands, options.minSetpointM(), options.maxSetpointM(), nanoClock);
    receiver.subscribe(link, topics);
    link.subscribe(topics.connection(), 0, this::connectionSeen);
    link.addListener(new EventListener());
  }

  /**
   * Lets the link connect and publish in the background; to be called once.
   *
   * @return this
   */
  public FleetLink start() {
    link.start();
    telemetry.start();
    return this;
  }

  /** Returns where the control loop reports. */
  public TelemetryPublisher telemetry() {
    return telemetry;
  }

  /** Returns the receiver of commands, for its counts. */
  public CommandReceiver receiver() {
    return receiver;
  }

  /** Returns the link itself, for other topics. */
  public MessageLink messages() {
    return link;
  }

  /**
   * Contradicts a last will that came late, from a connection of this robot that the broker took
   * for alive until now, such as before a power cut.
   */
  private void connectionSeen(String topic, byte[] payload, boolean retained) {
    if (retained) {
      return; // From before this connection: ONLINE is on its way already.
    }
    try {
      Connection seen = Connection.parse(topics.robot(), payload);
      if (seen.state() == ConnectionState.CONNECTION_BROKEN) {
        link.publish(topic, connection(ConnectionState.ONLINE), Delivery.NOW, true);
      }
    } catch (BadMessageException e) {
      // Not ours: the broker's rights decide who may write here.
    }
  }

  private byte[] connection(ConnectionState state) {
    return new Connection(topics.robot(), wallClock.instant(), state).toJson();
  }

  /** Publishes what is left, says OFFLINE and disconnects; takes at most five seconds. */
  @Override
  public void close() {
    telemetry.close();
    link.close();
  }

  private final class RobotPresence implements Presence {
    @Override
    public String topic() {
      return topics.connection();
    }

    @Override
    public byte[] payload(ConnectionState state) {
      return connection(state);
    }
  }

  private final class EventListener implements LinkListener {
    @Override
    public void linkUp() {
      events.link(RobotEvent.Kind.LINK_UP, "");
    }

    @Override
    public void linkDown(String reason) {
      events.link(RobotEvent.Kind.LINK_DOWN, reason);
    }
  }
}
