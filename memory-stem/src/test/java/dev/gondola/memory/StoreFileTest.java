package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.memory.MemoryException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Opening a memory file")
class StoreFileTest {

  @TempDir Path dir;

  private final WallClock wall = new WallClock(Samples.T0);
  private Path file;

  @BeforeEach
  void fill() {
    file = dir.resolve("r1.memory");
    try (Memory memory = Memory.open(file, "r1", wall)) {
      List<Payload> payloads = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        payloads.add(Samples.pose("r1", i));
      }
      memory.record(payloads);
    }
  }

  private MemoryException refusal(Reason reason, String... words) {
    MemoryException fault =
        assertThrows(MemoryException.class, () -> Memory.open(file, "r1", wall).close());
    assertEquals(reason, fault.reason(), fault.getMessage());
    assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
    for (String word : words) {
      assertTrue(fault.getMessage().contains(word), fault.getMessage());
    }
    return fault;
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      StoreFile.execute(connection, statement);
    }
  }

  @Test
  @DisplayName("leaves one file behind, which SQLite can check and we can open again")
  void cleanClose() throws IOException {
    try (var files = Files.list(dir)) {
      assertEquals(List.of(file), files.toList());
    }
    try (Memory memory = Memory.open(file, "r1", wall)) {
      assertEquals(499, memory.state().place("r1").orElseThrow().z());
    }
  }

  @Test
  @DisplayName("is refused while another memory has it open")
  void locked() {
    try (Memory memory = Memory.open(file, "r1", wall)) {
      refusal(Reason.LOCKED, "in use");
      memory.record(Samples.pose("r1", -1));
    }
    Memory.open(file, "r1", wall).close();
  }

  @Test
  @DisplayName("is refused for another robot")
  void otherRobot() {
    MemoryException fault =
        assertThrows(MemoryException.class, () -> Memory.open(file, "r2", wall));
    assertEquals(Reason.FOREIGN, fault.reason());
    assertTrue(fault.getMessage().contains("belongs to robot r1, not to r2"), fault.getMessage());
  }

  @Test
  @DisplayName("is refused if it is of a newer schema version")
  void newerSchema() throws SQLException {
    sql("PRAGMA user_version = 2");
    refusal(Reason.FOREIGN, "schema version 2", "knows 1");
  }

  @Test
  @DisplayName("is refused if it is another program's SQLite file")
  void otherApplication() throws SQLException, IOException {
    Files.delete(file);
    sql("CREATE TABLE songs (title TEXT)");
    refusal(Reason.FOREIGN, "not a memory");
  }

  @Test
  @DisplayName("is refused if it is no SQLite file")
  void notADatabase() throws IOException {
    Files.writeString(file, "robots: [r1, r2]\n".repeat(400));
    refusal(Reason.DAMAGED);
  }

  @Test
  @DisplayName("is refused if it is empty, which a new file never is")
  void empty() throws IOException {
    Files.write(file, new byte[0]);
    refusal(Reason.DAMAGED, "empty");
  }

  @Test
  @DisplayName("is refused if its end is cut off")
  void truncated() throws IOException {
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(raw.length() - 2 * 4096);
    }
    refusal(Reason.DAMAGED, "move it away");
  }

  @Test
  @DisplayName("is refused if a page is overwritten")
  void overwrittenPage() throws IOException {
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(raw.length() - 4096);
      raw.write(new byte[4096]);
    }
    refusal(Reason.DAMAGED);
  }

  @Test
  @DisplayName("is refused, naming the event, if a single digit of a payload has changed")
  void flippedDigit() throws SQLException {
    sql("UPDATE event SET payload = replace(payload, '\"z\":77.0', '\"z\":78.0') WHERE seq = 78");
    refusal(Reason.DAMAGED, "/78 ", "check sum");
  }

  @Test
  @DisplayName("is refused if the file is gone but its log is not")
  void fileMissing() throws IOException {
    Path log = dir.resolve("r1.memory-wal");
    Files.move(file, log);
    refusal(Reason.DAMAGED, "missing", log.getFileName().toString());
    assertTrue(Files.exists(log));
  }

  @Test
  @DisplayName("is refused if it is a directory")
  void directory() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    refusal(Reason.IO);
  }

  @Test
  @DisplayName("starts over where an earlier start was killed while making it")
  void halfMade() throws IOException {
    Files.move(file, dir.resolve("r1.memory.new"));
    try (Memory memory = Memory.open(file, "r1", wall)) {
      assertEquals(MemoryState.EMPTY, memory.state());
    }
  }
}
