package dev.gondola.firmware.log;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a flight log, also one whose writer was killed: everything up to the last complete chunk.
 * Messages that are not what their schema says are left out and reported.
 */
public final class FlightLogReader implements McapHandler {
  private final FlightLogHandler handler;
  private final List<String> warnings = new ArrayList<>();
  private final JsonMapper mapper = new JsonMapper();
  private FlightMessageParser parser;

  private FlightLogReader(FlightLogHandler handler) {
    this.handler = handler;
  }

  /**
   * Reads a flight log whole.
   *
   * @throws McapException if it is no MCAP file or no flight log, saying why
   * @throws IOException if it cannot be read
   */
  public static FlightRecording read(Path file) throws IOException {
    FlightRecording.Builder recording = new FlightRecording.Builder();
    return recording.build(read(file, recording));
  }

  /**
   * Reads a flight log piece by piece.
   *
   * @param handler receives the pieces
   * @return how the reading went
   * @throws McapException if it is no MCAP file or no flight log, saying why
   * @throws IOException if it cannot be read, or from the handler
   */
  public static McapReport read(Path file, FlightLogHandler handler) throws IOException {
    FlightLogReader reader = new FlightLogReader(handler);
    McapReport report = McapReader.read(file, reader);
    List<String> all = new ArrayList<>(report.warnings());
    all.addAll(reader.warnings);
    if (reader.parser == null) {
      throw new McapException(
          file
              + ": not a flight log, or cut off before its first chunk: no metadata "
              + FlightLogFormat.LAYOUT
              + (all.isEmpty() ? "" : " (" + all.getFirst() + ")"));
    }
    return new McapReport(report.complete(), report.chunks(), report.messages(), all);
  }

  @Override
  public void metadata(String name, Map<String, String> entries) throws IOException {
    if (name.equals(FlightLogFormat.LAYOUT) && parser == null) {
      TickShape shape = FlightLogFormat.shape(entries);
      parser = new FlightMessageParser(shape);
      handler.shape(shape);
    } else if (name.equals(FlightLogFormat.FLIGHT)) {
      handler.flight(entries);
    }
  }

  @Override
  public void message(Channel channel, long sequence, long logTime, byte[] data)
      throws IOException {
    if (parser == null) {
      return;
    }
    switch (channel.topic()) {
      case FlightLogFormat.TICK -> {
        TickRecord tick = parse(channel, sequence, data, node -> parser.tick(logTime, node));
        if (tick != null) {
          handler.tick(tick);
        }
      }
      case FlightLogFormat.SPIKES -> parse(channel, sequence, data, parser::spikes);
      case FlightLogFormat.EVENT -> {
        FlightEvent event = parse(channel, sequence, data, node -> parser.event(logTime, node));
        if (event != null) {
          handler.event(event);
        }
      }
      default -> {
        // A topic added by somebody else is no concern of ours.
      }
    }
  }

  private interface Parse<T> {
    T from(JsonNode node) throws McapException;
  }

  /** Returns what a message says, or null, with a warning, if it is not what it should be. */
  private <T> T parse(Channel channel, long sequence, byte[] data, Parse<T> parse) {
    try {
      return parse.from(mapper.readTree(data));
    } catch (JacksonException | McapException e) {
      if (warnings.size() < McapReader.MAX_WARNINGS) {
        String reason =
            e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
        warnings.add(channel.topic() + " message " + sequence + ": " + reason);
      }
      return null;
    }
  }
}
