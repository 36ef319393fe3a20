package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.LoopRig;
import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickFlag;
import dev.gondola.firmware.TickRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The flight log")
class FlightLogTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("flight.mcap");
  }

  @Test
  void givesBackEveryTickBitForBit() throws IOException {
    List<TickRecord> flown = Flights.fly(file, 300, FlightLog.Options.simulation());
    FlightRecording read = FlightLogReader.read(file);
    assertEquals(List.of(), read.report().warnings());
    assertTrue(read.report().complete());
    assertEquals(Flights.ABOUT, read.flight());
    assertEquals(LoopRig.shape(), read.shape());
    assertEquals(flown.size(), read.ticks().size());
    for (int i = 0; i < flown.size(); i++) {
      assertSame(flown.get(i), read.ticks().get(i));
    }
  }

  private static void assertSame(TickRecord flown, TickRecord read) {
    assertEquals(flown.tick, read.tick);
    assertEquals(flown.timeNanos, read.timeNanos);
    assertEquals(flown.mode, read.mode);
    assertEquals(TickFlag.of(flown.flags), TickFlag.of(read.flags));
    assertEquals(flown.setpointM, read.setpointM);
    assertEquals(flown.heightM, read.heightM);
    assertEquals(flown.sampleAgeNanos, read.sampleAgeNanos);
    assertEquals(flown.command, read.command);
    assertArrayEquals(flown.mixed, read.mixed);
    assertArrayEquals(flown.limited, read.limited);
    assertEquals(flown.spikes, read.spikes);
    assertEquals(flown.synapticOperations, read.synapticOperations);
    assertArrayEquals(flown.spikeCounts, read.spikeCounts);
  }

  @Test
  void givesColumnsOfOneEntryATick() throws IOException {
    List<TickRecord> flown = Flights.fly(file, 50, FlightLog.Options.simulation());
    FlightRecording read = FlightLogReader.read(file);
    assertEquals(0.1, read.timesS()[0]);
    assertEquals(5.0, read.timesS()[49]);
    assertTrue(Double.isNaN(read.heightsM()[0]));
    assertArrayEquals(flown.stream().mapToDouble(t -> t.command).toArray(), read.commands());
    assertArrayEquals(flown.stream().mapToDouble(t -> t.setpointM).toArray(), read.setpointsM());
    assertArrayEquals(flown.stream().mapToDouble(t -> t.limited[1]).toArray(), read.limited(1));
    assertEquals(50, read.spikeRaster().length);
    assertArrayEquals(flown.get(7).spikeCounts, read.spikeRaster()[7]);
  }

  @Test
  void tellsWhenModeAndFlagsChanged() throws IOException {
    Flights.fly(file, 100, FlightLog.Options.simulation());
    List<FlightEvent> events = FlightLogReader.read(file).events();
    assertTrue(
        events.contains(new FlightEvent(200_000_000, 1, "MODE_CHANGED", "DISARMED -> ARMED")),
        events.toString());
    assertTrue(
        events.contains(
            new FlightEvent(200_000_000, 1, "FLAGS_CHANGED", "-HEIGHT_STALE -OPERATOR_SILENT")),
        events.toString());
    assertEquals(new FlightEvent(10_000_000_000L, 99, "LOG_ENDED", "0"), events.getLast());
  }

  @Test
  void ofTheSameFlightIsTheSameFileByteForByte() throws IOException {
    Path second = folder.resolve("second.mcap");
    Flights.fly(file, 1_000, Flights.smallChunks());
    Flights.fly(second, 1_000, Flights.smallChunks());
    assertEquals(-1, Files.mismatch(file, second));
    assertTrue(Files.size(file) > 100_000);
  }

  @Test
  void neverOverwritesALog() throws IOException {
    Files.writeString(file, "old");
    IOException refused =
        assertThrows(
            IOException.class, () -> Flights.fly(file, 10, FlightLog.Options.simulation()));
    assertTrue(refused.getMessage().contains("exists already"), refused.getMessage());
    assertEquals("old", Files.readString(file));
  }

  @Test
  void whoseFolderIsMissingSaysSo() {
    Path missing = folder.resolve("no/such/flight.mcap");
    IOException refused =
        assertThrows(
            IOException.class, () -> Flights.fly(missing, 10, FlightLog.Options.simulation()));
    assertTrue(refused.getMessage().contains(missing.toString()), refused.getMessage());
  }

  @Test
  void whoseRingIsFullDropsCountsAndLogsTheCount() throws IOException {
    long flown;
    long dropped;
    try (FlightLog log = unstarted(open(), FlightLog.WhenFull.DROP_AND_COUNT)) {
      LoopRig rig = new LoopRig(log).armed();
      for (int i = 1; i < 20; i++) {
        rig.ticks(1);
      }
      assertEquals(12, log.dropped());
      assertTrue(log.isLosing());
      assertTrue(rig.last.has(TickFlag.RECORD_LOST));
      assertEquals(Mode.ARMED, rig.last.mode);

      log.start();
      while (log.isLosing()) {
        rig.ticks(1);
      }
      flown = rig.last.tick + 1;
      dropped = log.dropped();
    }
    FlightRecording read = FlightLogReader.read(file);
    assertEquals(flown, read.ticks().size() + dropped);
    assertEquals(flown - 1, read.ticks().getLast().tick);
    assertEquals(
        List.of(
            new FlightEvent(
                read.ticks().get(8).timeNanos, flown - 1, "RECORDS_DROPPED", "" + dropped)),
        read.events().stream().filter(event -> event.type().equals("RECORDS_DROPPED")).toList());
    assertEquals(Long.toString(dropped), read.events().getLast().text());
  }

  @Test
  void whoseRingIsFullLetsASimulationWaitAndLosesNothing() throws IOException {
    try (FlightLog log = unstarted(open(), FlightLog.WhenFull.WAIT)) {
      log.start();
      new LoopRig(log).armed().ticks(2_000);
      assertEquals(0, log.dropped());
    }
    assertEquals(2_001, FlightLogReader.read(file).ticks().size());
  }

  @Test
  void onAFullDiskLetsTheFlightGoOnSaysSoInEveryTickAndKeepsWhatIsWritten() throws IOException {
    FlightLog log = unstarted(new FullDisk(open(), 20_000), FlightLog.WhenFull.WAIT);
    try (log) {
      log.start();
      LoopRig rig = new LoopRig(log).armed();
      rig.ticks(500);
      while (log.failure().isEmpty()) {
        rig.ticks(1);
      }
      assertEquals(Mode.ARMED, rig.ticks(2).mode);
      assertTrue(rig.last.has(TickFlag.RECORD_LOST));
      assertEquals(0, log.dropped());
    }
    assertEquals("No space left on device", log.failure().orElseThrow().getMessage());
    FlightRecording read = FlightLogReader.read(file);
    assertFalse(read.report().complete());
    assertTrue(read.ticks().size() > 20, "ticks " + read.ticks().size());
    assertEquals(1, read.report().warnings().size(), read.report().warnings().toString());
  }

  @Test
  void canBeClosedTwiceAndBeforeTheFirstTick() throws IOException {
    FlightLog log = FlightLog.open(file, LoopRig.shape(), Map.of(), FlightLog.Options.simulation());
    log.close();
    log.close();
    FlightRecording read = FlightLogReader.read(file);
    assertTrue(read.report().complete());
    assertEquals(List.of(), read.ticks());
  }

  @Test
  void afterItsEndTakesNoMoreRecordsAndDoesNotLetTheLoopWait() throws IOException {
    FlightLog log = unstarted(open(), FlightLog.WhenFull.WAIT);
    log.start();
    log.close();
    new LoopRig(log).armed().ticks(50);
    assertTrue(log.isLosing());
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Returns a log with a ring of 8 records whose thread is not yet started. */
  private FlightLog unstarted(WritableByteChannel out, FlightLog.WhenFull whenFull) {
    McapWriter.Chunking chunking = new McapWriter.Chunking(4_000, 1_000_000_000, false);
    return new FlightLog(
        file.toString(),
        out,
        LoopRig.shape(),
        Map.of(),
        new FlightLog.Options(whenFull, 8, chunking));
  }

  /** A disk with room for a number of bytes. */
  private static final class FullDisk implements WritableByteChannel {
    private final WritableByteChannel disk;
    private int room;

    FullDisk(WritableByteChannel disk, int room) {
      this.disk = disk;
      this.room = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (room == 0) {
        throw new IOException("No space left on device");
      }
      int length = Math.min(room, bytes.remaining());
      room -= length;
      disk.write(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
      return length;
    }

    @Override
    public boolean isOpen() {
      return disk.isOpen();
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }
}
