package dev.gondola.firmware.log;

import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.io.IOException;
import java.util.SortedMap;

/** Turns tick records into the messages of an MCAP file. Used by one thread. */
final class FlightLogWriter {
  private final McapWriter mcap;
  private final FlightMessages messages = new FlightMessages();
  private final int tickChannel;
  private final int spikesChannel;
  private final int eventChannel;
  private Mode mode = Mode.DISARMED;
  private int flags;
  private long nextTick;
  private long lastTimeNanos;

  FlightLogWriter(McapWriter mcap, TickShape shape, SortedMap<String, String> flight) {
    this.mcap = mcap;
    mcap.addMetadata(FlightLogFormat.LAYOUT, FlightLogFormat.layout(shape));
    mcap.addMetadata(FlightLogFormat.FLIGHT, flight);
    tickChannel = channel("gondola.Tick", "tick", FlightLogFormat.TICK);
    spikesChannel = channel("gondola.Spikes", "spikes", FlightLogFormat.SPIKES);
    eventChannel = channel("gondola.Event", "event", FlightLogFormat.EVENT);
  }

  private int channel(String schemaName, String resource, String topic) {
    int schema = mcap.addJsonSchema(schemaName, FlightLogFormat.schema(resource));
    return mcap.addJsonChannel(schema, topic);
  }

  /** Writes a tick: what changed with it, its spikes, then the tick itself. */
  void write(TickRecord tick) throws IOException {
    // A log has no negative time: a clock of unknown origin is cut at 0.
    lastTimeNanos = Math.max(0, tick.timeNanos);
    if (tick.tick > nextTick) {
      send(eventChannel, messages.lost(tick.tick, "RECORDS_DROPPED", tick.tick - nextTick));
    }
    nextTick = tick.tick + 1;
    if (tick.mode != mode) {
      send(eventChannel, messages.modeChanged(tick.tick, mode, tick.mode));
      mode = tick.mode;
    }
    if (tick.flags != flags) {
      send(eventChannel, messages.flagsChanged(tick.tick, flags, tick.flags));
      flags = tick.flags;
    }
    if (tick.spikeCounts.length > 0) {
      send(spikesChannel, messages.spikes(tick));
    }
    send(tickChannel, messages.tick(tick));
  }

  /** Writes the last event and completes the file. */
  void end(long dropped) throws IOException {
    send(eventChannel, messages.lost(Math.max(0, nextTick - 1), "LOG_ENDED", dropped));
    mcap.close();
  }

  private void send(int channel, FlightMessages.Text text) throws IOException {
    mcap.write(channel, lastTimeNanos, text.array(), text.size());
  }
}
