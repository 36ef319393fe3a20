package dev.gondola.memory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The append-only set of events of one robot, in one SQLite file in WAL mode.
 *
 * <p>An append that returns is acknowledged: it survives the end of the process at any time. If it
 * holds anything but {@linkplain Observation observations} it is also synced to disk ({@code
 * synchronous = FULL}) and survives a power cut; observations alone are not ({@code NORMAL}), so a
 * power cut may take the last of them but never leaves a hole in the file
 * (sqlite.org/pragma.html#pragma_synchronous). An append that throws stored nothing.
 *
 * <p>One process may have a file open. Not safe for use by several threads at once.
 */
public final class EventStore implements AutoCloseable {

  /** Default limit of the file's size: 2 GiB, some 16 million poses. */
  public static final long DEFAULT_MAX_BYTES = 2L << 30;

  /**
   * What became of an append.
   *
   * @param fresh the events that were not there before, in the order given
   * @param duplicates number of events that were there already
   * @param conflicts keys that were there already with other content, which stays: two robots with
   *     one id, or a message damaged on its way
   */
  public record Appended(List<Event> fresh, int duplicates, List<EventKey> conflicts) {}

  private final StoreFile file;
  private final Connection connection;
  private final EventTable table;
  private final VersionVector held = new VersionVector();
  private final long boot;
  private boolean fullSync;

  private EventStore(StoreFile file, Connection connection, String robot, InstantSource wallClock)
      throws SQLException {
    this.file = file;
    this.connection = connection;
    table = new EventTable(file, connection);
    sync(true);
    boot = startBoot(robot, wallClock);
    table.readKeys(held);
  }

  /**
   * Opens a store, making its file and directories if there are none, and starts a new boot.
   *
   * @param path the file; SQLite keeps a second one beside it with {@code -wal} appended
   * @param robot id of the robot whose memory it is
   * @param wallClock for the boot number
   * @param maxBytes limit of the file's size, bytes, without the {@code -wal} file's up to 4 MiB
   * @throws MemoryException if the file is in use, damaged, foreign or cannot be written
   */
  public static EventStore open(Path path, String robot, InstantSource wallClock, long maxBytes) {
    Checks.id("robot", robot);
    StoreFile file = new StoreFile(path);
    Connection connection = file.open(robot, maxBytes);
    try {
      return new EventStore(file, connection, robot, wallClock);
    } catch (SQLException e) {
      MemoryException fault = file.fault("open", e);
      try {
        connection.close();
      } catch (SQLException suppressed) {
        fault.addSuppressed(suppressed);
      }
      throw fault;
    }
  }

  /**
   * The number of this run: seconds since 1970 at its opening, or one more than the last one if
   * that is greater. It is on disk before the first event of the run. Taken from the clock, it does
   * not repeat after the file was lost either.
   */
  public long boot() {
    return boot;
  }

  /** The keys of all events in the store. Not to be changed by the caller. */
  VersionVector held() {
    return held;
  }

  /**
   * Appends events in one transaction. Events that are there already are skipped.
   *
   * @param events of any origin, in any order
   * @return which were new
   * @throws MemoryException if they could not be stored; then none was
   */
  public Appended append(List<Event> events) {
    if (events.isEmpty()) {
      return new Appended(List.of(), 0, List.of());
    }
    List<Event> fresh = new ArrayList<>(events.size());
    List<EventKey> conflicts = new ArrayList<>();
    VersionVector added = new VersionVector();
    try (EventTable.Writer writer = table.writer()) {
      sync(!events.stream().allMatch(event -> event.payload() instanceof Observation));
      StoreFile.execute(connection, "BEGIN IMMEDIATE");
      for (Event event : events) {
        if (!held.contains(event.key()) && !added.contains(event.key())) {
          writer.insert(event);
          added.add(event.key());
          fresh.add(event);
        } else if (!writer.holds(event)) {
          conflicts.add(event.key());
        }
      }
      StoreFile.execute(connection, "COMMIT");
    } catch (SQLException e) {
      throw rolledBack(e);
    }
    added.origins().forEach(held::add);
    return new Appended(fresh, events.size() - fresh.size() - conflicts.size(), conflicts);
  }

  /**
   * Reads some of the events wanted, in the order of their keys.
   *
   * @param wanted keys; those not in the store are skipped
   * @param limit largest number of events to read
   * @throws MemoryException if the file is damaged or cannot be read
   */
  public List<Event> read(VersionVector wanted, int limit) {
    List<Event> events = new ArrayList<>();
    try {
      for (var entry : wanted.origins().entrySet()) {
        for (RangeSet.Range range : entry.getValue().ranges()) {
          if (events.size() >= limit) {
            return events;
          }
          table.read(entry.getKey(), range, limit - events.size(), events);
        }
      }
    } catch (SQLException e) {
      throw file.fault("read", e);
    }
    return events;
  }

  /**
   * Gives every event in the store to a consumer, in the order of their keys.
   *
   * @throws MemoryException if the file is damaged or cannot be read
   */
  public void replay(Consumer<Event> consumer) {
    try {
      table.readAll(consumer);
    } catch (SQLException e) {
      throw file.fault("read", e);
    }
  }

  /** Writes the log back into the file and closes it. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw file.fault("close", e);
    }
  }

  private long startBoot(String robot, InstantSource wallClock) throws SQLException {
    long recorded = StoreFile.number(connection, "SELECT boot FROM identity");
    long last = Math.max(recorded, table.lastBoot(robot));
    long next = Math.max(last + 1, wallClock.millis() / 1000);
    StoreFile.execute(connection, "UPDATE identity SET boot = " + next);
    return next;
  }

  /** SQLite's {@code PRAGMA synchronous} in force: 1 is NORMAL, 2 is FULL. */
  long synchronous() {
    try {
      return StoreFile.number(connection, "PRAGMA synchronous");
    } catch (SQLException e) {
      throw file.fault("read", e);
    }
  }

  private void sync(boolean full) throws SQLException {
    if (full != fullSync) {
      StoreFile.execute(connection, "PRAGMA synchronous = " + (full ? "FULL" : "NORMAL"));
      fullSync = full;
    }
  }

  private MemoryException rolledBack(SQLException cause) {
    MemoryException fault = file.fault("write", cause);
    try {
      StoreFile.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back by itself after some errors and then says so (no transaction
      // active).
      fault.addSuppressed(e);
    }
    return fault;
  }
}
