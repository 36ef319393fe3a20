package dev.gondola.firmware.link;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Takes operators' messages for one robot and checks them strictly before the robot hears of them;
 * JSON Schemas {@code setpoint.schema.json} and {@code command.schema.json}. What is not exactly
 * right is refused, counted and now and then logged; nothing is thrown.
 *
 * <p>Retained messages are refused: a broker repeats them at every reconnect, whatever their age.
 */
public final class CommandReceiver {
  /** Longest message read, bytes. */
  public static final int MAX_BYTES = 1024;

  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

  private final OperatorCommands commands;
  private final double minHeightM;
  private final double maxHeightM;
  private final LogLimiter log;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /**
   * Makes a receiver.
   *
   * @param commands hears what was accepted
   * @param minHeightM lowest setpoint accepted, m
   * @param maxHeightM highest setpoint accepted, m, not below the lowest
   * @param nanoClock monotonic time, ns, for limiting the log
   * @throws IllegalArgumentException if the limits are not finite or the wrong way round
   */
  public CommandReceiver(
      OperatorCommands commands, double minHeightM, double maxHeightM, LongSupplier nanoClock) {
    if (!(minHeightM <= maxHeightM) || !Double.isFinite(maxHeightM - minHeightM)) {
      throw new IllegalArgumentException(
          "setpoint limits %s..%s m are not a range".formatted(minHeightM, maxHeightM));
    }
    this.commands = commands;
    this.minHeightM = minHeightM;
    this.maxHeightM = maxHeightM;
    log = new LogLimiter(nanoClock, LOG_INTERVAL);
  }

  /**
   * Listens on the robot's setpoint and command topics, with QoS 1: a broker may leave out QoS 0
   * messages under load, and a disarm must not be drowned.
   */
  void subscribe(MessageLink link, RobotTopics topics) {
    link.subscribe(topics.setpoint(), 1, (topic, payload, retained) -> setpoint(payload, retained));
    link.subscribe(topics.command(), 1, (topic, payload, retained) -> command(payload, retained));
  }

  /**
   * Takes a setpoint message: {@code {"height_m": 1.5}}.
   *
   * @param payload the message
   * @param retained whether the broker had stored it
   */
  public void setpoint(byte[] payload, boolean retained) {
    take("setpoint", payload, retained, this::setpoint);
  }

  /**
   * Takes a command message: {@code {"command": "arm"}}, {@code "disarm"} or {@code "heartbeat"}.
   *
   * @param payload the message
   * @param retained whether the broker had stored it
   */
  public void command(byte[] payload, boolean retained) {
    take("command", payload, retained, this::command);
  }

  @FunctionalInterface
  private interface Reader {
    void read(FlatJson json) throws BadMessageException;
  }

  private void take(String kind, byte[] payload, boolean retained, Reader reader) {
    try {
      if (retained) {
        throw new BadMessageException("retained");
      }
      reader.read(FlatJson.read(payload, MAX_BYTES));
      accepted.increment();
    } catch (BadMessageException e) {
      refused.increment();
      log.warn(kind + " refused: " + e.getMessage());
    }
  }

  private void setpoint(FlatJson json) throws BadMessageException {
    json.requireOnly("height_m");
    double heightM = json.number("height_m");
    if (heightM < minHeightM || heightM > maxHeightM) {
      throw new BadMessageException(
          "height_m %s is not within %s..%s".formatted(heightM, minHeightM, maxHeightM));
    }
    commands.setpoint(heightM);
  }

  private void command(FlatJson json) throws BadMessageException {
    json.requireOnly("command");
    String command = json.text("command");
    switch (command) {
      case "arm" -> commands.arm();
      case "disarm" -> commands.disarm();
      case "heartbeat" -> commands.heartbeat();
      default -> throw new BadMessageException("unknown command " + Text.quote(command));
    }
  }

  /** Returns the number of messages accepted. */
  public long accepted() {
    return accepted.sum();
  }

  /** Returns the number of messages refused. */
  public long refused() {
    return refused.sum();
  }
}
