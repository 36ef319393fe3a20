package dev.gondola.memory;

import dev.gondola.memory.MemoryException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** Makes, opens and checks the SQLite file of an {@link EventStore}. */
final class StoreFile {

  /** {@code PRAGMA user_version}: the version of the schema below. */
  static final int SCHEMA_VERSION = 1;

  /** {@code PRAGMA application_id}: "GDLM", so that {@code file} and we can tell it from others. */
  static final int APPLICATION_ID = 0x47444C4D;

  private static final int PAGE_BYTES = 4096;

  private static final String[] SCHEMA = {
    "PRAGMA page_size = " + PAGE_BYTES,
    "PRAGMA application_id = " + APPLICATION_ID,
    "PRAGMA user_version = " + SCHEMA_VERSION,
    "CREATE TABLE identity (robot TEXT NOT NULL, boot INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE event (
      robot TEXT NOT NULL, boot INTEGER NOT NULL, seq INTEGER NOT NULL,
      millis INTEGER NOT NULL, logical INTEGER NOT NULL,
      kind TEXT NOT NULL, payload TEXT NOT NULL, crc INTEGER NOT NULL,
      PRIMARY KEY (robot, boot, seq)
    ) STRICT, WITHOUT ROWID"""
  };

  private final Path file;

  StoreFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * Opens the file for this process alone, making it first if it does not exist.
   *
   * @param robot the robot whose memory it is
   * @param maxBytes limit of the file's size, bytes
   * @throws MemoryException if it cannot be opened or is not a sound memory of this robot
   */
  Connection open(String robot, long maxBytes) {
    try {
      if (!Files.exists(file)) {
        create(robot);
      }
      if (Files.size(file) == 0) {
        throw damaged("it is empty", null);
      }
    } catch (IOException e) {
      throw new MemoryException(Reason.IO, "cannot make memory file " + file + ": " + e, e);
    }
    Connection connection = null;
    try {
      connection = connect(file);
      // Exclusive and before the first access: a second process is refused, and no -shm file is
      // needed (sqlite.org/wal.html#noshm).
      execute(connection, "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL");
      checkSchema(connection);
      checkPages(connection);
      checkRobot(connection, robot);
      execute(
          connection,
          "PRAGMA journal_size_limit = 4194304",
          "PRAGMA max_page_count = " + Math.max(1, maxBytes / PAGE_BYTES));
      return connection;
    } catch (SQLException e) {
      close(connection, e);
      throw fault("open", e);
    } catch (MemoryException e) {
      close(connection, e);
      throw e;
    }
  }

  /** Made beside and moved into place whole, so that an empty file is always a damaged one. */
  private void create(String robot) throws IOException {
    if (Files.exists(beside("-wal"))) {
      throw new MemoryException(
          Reason.DAMAGED,
          "memory file "
              + file
              + " is missing, but its log "
              + beside("-wal").getFileName()
              + " is there: put the file back, or move the log away");
    }
    Files.createDirectories(file.getParent());
    Path draft = beside(".new");
    for (String suffix : new String[] {".new", ".new-wal", ".new-journal"}) {
      Files.deleteIfExists(beside(suffix));
    }
    try (Connection connection = connect(draft, SQLiteOpenMode.CREATE)) {
      execute(connection, SCHEMA);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO identity VALUES (?, 0)")) {
        insert.setString(1, robot);
        insert.executeUpdate();
      }
      execute(connection, "PRAGMA journal_mode = WAL");
    } catch (SQLException e) {
      throw fault("make", e);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void checkSchema(Connection connection) throws SQLException {
    long application = number(connection, "PRAGMA application_id");
    long version = number(connection, "PRAGMA user_version");
    if (application != APPLICATION_ID) {
      throw new MemoryException(
          Reason.FOREIGN,
          file + " is an SQLite file of something else, not a memory: move it away");
    }
    if (version != SCHEMA_VERSION) {
      throw new MemoryException(
          Reason.FOREIGN,
          "memory file "
              + file
              + " has schema version "
              + version
              + ", this program knows "
              + SCHEMA_VERSION
              + ": use the program that made it, or move the file away");
    }
  }

  private void checkPages(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = rows.next() ? rows.getString(1) : "no answer";
      if (!verdict.equals("ok")) {
        throw damaged(verdict.replace('\n', ' '), null);
      }
    }
  }

  private void checkRobot(Connection connection, String robot) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT robot FROM identity")) {
      String owner = rows.next() ? rows.getString(1) : "nobody";
      if (!owner.equals(robot)) {
        throw new MemoryException(
            Reason.FOREIGN,
            "memory file " + file + " belongs to robot " + owner + ", not to " + robot);
      }
    }
  }

  /** Turns an SQLite error into one that says what to do. */
  MemoryException fault(String doing, SQLException e) {
    int code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 1;
    return switch (code) {
      case 5, 6 -> // SQLITE_BUSY, SQLITE_LOCKED
          new MemoryException(
              Reason.LOCKED,
              "memory file " + file + " is in use by another process: stop that one first",
              e);
      case 11, 26 -> damaged(e.getMessage(), e); // SQLITE_CORRUPT, SQLITE_NOTADB
      case 13 -> // SQLITE_FULL
          new MemoryException(
              Reason.FULL,
              "no space for memory file "
                  + file
                  + ": nothing was stored; free space on its disk or raise the store's limit",
              e);
      default ->
          new MemoryException(
              Reason.IO, "cannot " + doing + " memory file " + file + ": " + e.getMessage(), e);
    };
  }

  MemoryException damaged(String how, Throwable cause) {
    return new MemoryException(
        Reason.DAMAGED,
        "memory file "
            + file
            + " is damaged ("
            + how
            + "): move it away; peers give back what they have of it",
        cause);
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static Connection connect(Path path, SQLiteOpenMode... extra) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    for (SQLiteOpenMode mode : extra) {
      config.setOpenMode(mode);
    }
    config.setBusyTimeout(0);
    return config.createConnection("jdbc:sqlite:" + path);
  }

  private static void close(Connection connection, Exception because) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        because.addSuppressed(e);
      }
    }
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
