package dev.gondola.ground.command;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import dev.gondola.firmware.log.FlightEvent;
import dev.gondola.firmware.log.FlightLogHandler;
import dev.gondola.firmware.log.FlightLogReader;
import dev.gondola.firmware.log.McapReport;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "info",
    description =
        "Tell what is in a flight log: the flight, its length, what happened, and whether the file"
            + " is whole.",
    footerHeading = "%nExamples:%n",
    footer = {"  gondola log info flight.mcap", "  gondola log info flight.mcap --json"})
final class LogInfoCommand extends BaseCommand {

  private static final int MAX_EVENTS = 1_000;
  private static final double NANOS_PER_S = 1e9;

  @Parameters(paramLabel = "FILE", description = "A flight log, also one cut off by a crash.")
  private Path file;

  @Mixin private JsonOption json;

  /** The JSON output, described by {@code log-content.schema.json}. */
  private record Content(
      String file,
      Map<String, String> flight,
      long ticks,
      double durationS,
      List<String> outputs,
      int neurons,
      List<Event> events,
      long eventsNotListed,
      boolean complete,
      List<String> warnings) {}

  private record Event(double timeS, long tick, String type, String text) {}

  @Override
  public Integer call() throws IOException {
    Summary summary = new Summary();
    McapReport report = FlightLogReader.read(file, summary);
    Content content = summary.content(file, report);
    if (json.requested()) {
      JsonOption.print(out(), content);
    } else {
      print(content);
    }
    return ExitCodes.OK;
  }

  private void print(Content content) {
    PrintWriter out = out();
    out.println(content.file());
    content.flight().forEach((key, value) -> out.printf("  %-12s %s%n", key, value));
    out.printf("  %-12s %d in %s s%n", "ticks", content.ticks(), content.durationS());
    out.printf("  %-12s %s%n", "outputs", String.join(", ", content.outputs()));
    out.printf("  %-12s %d%n", "neurons", content.neurons());
    out.printf("  %-12s %s%n", "complete", content.complete() ? "yes" : "no");
    for (Event event : content.events()) {
      out.printf(
          "  %10s s  tick %-8d %s %s%n", event.timeS(), event.tick(), event.type(), event.text());
    }
    if (content.eventsNotListed() > 0) {
      out.println("  and " + content.eventsNotListed() + " events more");
    }
    content.warnings().forEach(warning -> err().println("warning: " + warning));
  }

  /** Gathers the figures while the log is read, so that a long log needs no more memory. */
  private static final class Summary implements FlightLogHandler {
    private final Map<String, String> flight = new TreeMap<>();
    private final List<FlightEvent> events = new ArrayList<>();
    private TickShape shape;
    private long eventCount;
    private long ticks;
    private long firstNanos;
    private long lastNanos;

    @Override
    public void shape(TickShape newShape) {
      shape = newShape;
    }

    @Override
    public void flight(Map<String, String> newFlight) {
      flight.putAll(newFlight);
    }

    @Override
    public void tick(TickRecord tick) {
      firstNanos = ticks == 0 ? tick.timeNanos : firstNanos;
      lastNanos = tick.timeNanos;
      ticks++;
    }

    @Override
    public void event(FlightEvent event) {
      eventCount++;
      if (events.size() < MAX_EVENTS) {
        events.add(event);
      }
    }

    Content content(Path file, McapReport report) {
      return new Content(
          file.toString(),
          flight,
          ticks,
          (lastNanos - firstNanos) / NANOS_PER_S,
          shape.outputNames(),
          shape.neurons(),
          events.stream()
              .map(e -> new Event(e.timeNanos() / NANOS_PER_S, e.tick(), e.type(), e.text()))
              .toList(),
          eventCount - events.size(),
          report.complete(),
          report.warnings());
    }
  }
}
