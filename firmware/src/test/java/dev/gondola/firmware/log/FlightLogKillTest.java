package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A flight log whose writer was killed")
class FlightLogKillTest {
  @TempDir private Path folder;

  @Test
  void readsEveryCompleteChunkWhereverItIsCut() throws IOException {
    Path whole = folder.resolve("whole.mcap");
    Flights.fly(whole, 200, Flights.smallChunks());
    byte[] bytes = Files.readAllBytes(whole);
    List<Flights.Span> chunks =
        Flights.records(bytes).stream().filter(span -> span.opcode() == Mcap.CHUNK).toList();
    assertTrue(chunks.size() >= 20, "chunks " + chunks.size());

    SplittableRandom random = new SplittableRandom(1);
    Path cut = folder.resolve("cut.mcap");
    for (int i = 0; i < 300; i++) {
      int length = random.nextInt(chunks.getFirst().end(), bytes.length);
      Files.write(cut, Arrays.copyOf(bytes, length));
      FlightRecording read = FlightLogReader.read(cut);
      long complete = chunks.stream().filter(chunk -> chunk.end() <= length).count();
      assertEquals(complete, read.report().chunks(), "cut at " + length);
      assertFalse(read.report().complete(), "cut at " + length);
      assertEquals(1, read.report().warnings().size(), read.report().warnings().toString());
      for (int tick = 0; tick < read.ticks().size(); tick++) {
        assertEquals(tick, read.ticks().get(tick).tick);
      }
    }
  }

  @Test
  void beforeItsFirstChunkIsRefusedWithTheReason() throws IOException {
    Path file = folder.resolve("early.mcap");
    Files.write(file, new byte[0]);
    String empty = assertThrows(McapException.class, () -> FlightLogReader.read(file)).getMessage();
    assertTrue(empty.contains("early.mcap: the file is empty"), empty);

    Files.write(file, Arrays.copyOf(Mcap.magic(), 8));
    String head = assertThrows(McapException.class, () -> FlightLogReader.read(file)).getMessage();
    assertTrue(head.contains("no metadata gondola.layout"), head);
  }

  @Test
  void bySigkillInTheMiddleOfAFlightLosesNoCompleteChunk() throws Exception {
    Path file = folder.resolve("killed.mcap");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessFlight.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    try {
      while (process.isAlive() && (!Files.exists(file) || Files.size(file) < 100_000)) {
        process.waitFor(10, TimeUnit.MILLISECONDS);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    FlightRecording read = FlightLogReader.read(file);
    assertFalse(read.report().complete());
    assertTrue(read.ticks().size() > 100, "ticks " + read.ticks().size());
    for (int tick = 0; tick < read.ticks().size(); tick++) {
      assertEquals(tick, read.ticks().get(tick).tick);
    }
  }

  /** Flies until it is killed. */
  static final class EndlessFlight {
    private EndlessFlight() {}

    public static void main(String[] args) throws IOException {
      Flights.fly(Path.of(args[0]), Integer.MAX_VALUE, Flights.smallChunks());
    }
  }
}
