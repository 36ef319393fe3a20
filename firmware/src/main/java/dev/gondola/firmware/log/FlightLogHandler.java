package dev.gondola.firmware.log;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.io.IOException;
import java.util.Map;

/** Receives the contents of a flight log in file order; an exception ends the reading. */
public interface FlightLogHandler {
  /** The sizes of all records; comes first. */
  default void shape(TickShape shape) throws IOException {}

  /** What was noted about the flight. */
  default void flight(Map<String, String> flight) throws IOException {}

  /**
   * A tick.
   *
   * @param tick the handler's own; {@code spikeCounts} is empty if the log has none for this tick
   */
  default void tick(TickRecord tick) throws IOException {}

  /** An event. */
  default void event(FlightEvent event) throws IOException {}
}
