package dev.gondola.firmware.log;

import dev.gondola.firmware.LoopRig;
import dev.gondola.firmware.TickRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Short flights with everything in them that a log can hold, for tests. */
final class Flights {
  /** Where a top-level record of a file lies: its first byte and the first one behind it. */
  record Span(int opcode, int start, int end) {}

  static final Map<String, String> ABOUT =
      Map.of("robot", "blimp \"ü\"", "seed", "1", "controller", "scripted");

  private Flights() {}

  /** Flies a flight with a lost height, a clamped setpoint and a lost operator, and logs it. */
  static List<TickRecord> fly(Path file, int ticks, FlightLog.Options options) throws IOException {
    List<TickRecord> flown = new ArrayList<>();
    try (FlightLog log = FlightLog.open(file, LoopRig.shape(), ABOUT, options)) {
      LoopRig rig = new LoopRig(log, tick -> flown.add(copy(tick)));
      rig.tick();
      rig.armed();
      for (int i = 2; i < ticks; i++) {
        rig.height.heightM = 0.9 + i * 1e-3;
        rig.height.fresh = i % 40 < 30;
        if (i % 100 < 50) {
          rig.operator.setSetpoint(1 + 0.1 * (i % 100));
        } else if (i % 100 == 99) {
          rig.operator.arm();
        }
        rig.tick();
      }
    }
    return flown;
  }

  /** Returns options for a simulation with small chunks, so that a short flight has many. */
  static FlightLog.Options smallChunks() {
    return new FlightLog.Options(
        FlightLog.WhenFull.WAIT, 64, new McapWriter.Chunking(4_000, 1_000_000_000, false));
  }

  static TickRecord copy(TickRecord tick) {
    TickRecord copy = new TickRecord(LoopRig.shape());
    copy.copyFrom(tick);
    return copy;
  }

  /** Finds the top-level records of a whole file by their lengths alone. */
  static List<Span> records(byte[] file) {
    List<Span> spans = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int position = 8;
    while (position < file.length - 8) {
      int end = position + 9 + (int) bytes.getLong(position + 1);
      spans.add(new Span(file[position], position, end));
      position = end;
    }
    return spans;
  }
}
