package dev.gondola.firmware.log;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A flight log in memory: rows, and columns as arrays with one entry a row.
 *
 * @param shape sizes of the rows
 * @param flight what was noted about the flight
 * @param ticks the rows, in time order as logged
 * @param events what changed, in the same order
 * @param report how the reading went, with all warnings
 */
public record FlightRecording(
    TickShape shape,
    Map<String, String> flight,
    List<TickRecord> ticks,
    List<FlightEvent> events,
    McapReport report) {

  public FlightRecording {
    flight = Map.copyOf(flight);
    ticks = List.copyOf(ticks);
    events = List.copyOf(events);
  }

  /** Returns any column. */
  public double[] column(ToDoubleFunction<TickRecord> value) {
    return ticks.stream().mapToDouble(value).toArray();
  }

  /** Returns the times on the loop's clock, s. */
  public double[] timesS() {
    return column(tick -> tick.timeNanos / 1e9);
  }

  /** Returns the setpoints flown, m. */
  public double[] setpointsM() {
    return column(tick -> tick.setpointM);
  }

  /** Returns the estimated heights, m; NaN where there was none. */
  public double[] heightsM() {
    return column(tick -> tick.heightM);
  }

  /** Returns the controller's commands before mixer and limiter, command units. */
  public double[] commands() {
    return column(tick -> tick.command);
  }

  /**
   * Returns what an output's actuator was given, command units.
   *
   * @param output index, 0..outputs-1
   */
  public double[] limited(int output) {
    return column(tick -> tick.limited[output]);
  }

  /**
   * Returns the spike raster: spikes by row and neuron. A row is empty where the log has no spikes
   * for it. Copies nothing.
   */
  public byte[][] spikeRaster() {
    return ticks.stream().map(tick -> tick.spikeCounts).toArray(byte[][]::new);
  }

  /** Gathers a recording. */
  static final class Builder implements FlightLogHandler {
    private TickShape shape;
    private Map<String, String> flight = Map.of();
    private final List<TickRecord> ticks = new ArrayList<>();
    private final List<FlightEvent> events = new ArrayList<>();

    @Override
    public void shape(TickShape newShape) {
      shape = newShape;
    }

    @Override
    public void flight(Map<String, String> newFlight) {
      flight = newFlight;
    }

    @Override
    public void tick(TickRecord tick) {
      ticks.add(tick);
    }

    @Override
    public void event(FlightEvent event) {
      events.add(event);
    }

    FlightRecording build(McapReport report) {
      return new FlightRecording(shape, flight, ticks, events, report);
    }
  }
}
