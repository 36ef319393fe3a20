package dev.gondola.firmware.log;

import dev.gondola.firmware.TickFlag;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Exports the ticks of a flight log as CSV (RFC 4180, with line feeds): one row a tick, numbers in
 * the shortest form that reads back the same, an empty field where there is no value.
 *
 * <p>Columns: time_s, tick, mode, flags (separated by blanks), setpoint_m, height_m, sample_age_s,
 * command, mixed_NAME and limited_NAME of each output, spikes, synaptic_operations.
 */
public final class FlightLogCsv implements FlightLogHandler {
  private final Appendable out;

  private FlightLogCsv(Appendable out) {
    this.out = out;
  }

  /**
   * Exports to a file, which is replaced if it exists.
   *
   * @return how the reading of the log went
   * @throws McapException if {@code log} is no flight log
   * @throws IOException if a file cannot be read or written
   */
  public static McapReport export(Path log, Path csv) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(csv)) {
      return export(log, writer);
    }
  }

  /** Exports to anything that takes text; see {@link #export(Path, Path)}. */
  public static McapReport export(Path log, Appendable out) throws IOException {
    return FlightLogReader.read(log, new FlightLogCsv(out));
  }

  @Override
  public void shape(TickShape shape) throws IOException {
    out.append("time_s,tick,mode,flags,setpoint_m,height_m,sample_age_s,command");
    for (String prefix : new String[] {"mixed_", "limited_"}) {
      for (String name : shape.outputNames()) {
        out.append(',').append(quoted(prefix + name));
      }
    }
    out.append(",spikes,synaptic_operations\n");
  }

  @Override
  public void tick(TickRecord tick) throws IOException {
    number(tick.timeNanos / 1e9);
    out.append(',').append(Long.toString(tick.tick)).append(',').append(tick.mode.name());
    out.append(',').append(flags(tick)).append(',');
    number(tick.setpointM);
    out.append(',');
    number(tick.heightM);
    out.append(',');
    number(tick.sampleAgeNanos < 0 ? Double.NaN : tick.sampleAgeNanos / 1e9);
    out.append(',');
    number(tick.command);
    numbers(tick.mixed);
    numbers(tick.limited);
    out.append(',').append(Integer.toString(tick.spikes));
    out.append(',').append(Integer.toString(tick.synapticOperations)).append('\n');
  }

  private static String flags(TickRecord tick) {
    return TickFlag.of(tick.flags).stream().map(TickFlag::name).collect(Collectors.joining(" "));
  }

  private void numbers(double[] values) throws IOException {
    for (double value : values) {
      out.append(',');
      number(value);
    }
  }

  private void number(double value) throws IOException {
    if (!Double.isNaN(value)) {
      out.append(Double.toString(value));
    }
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
