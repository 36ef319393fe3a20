package dev.gondola.memory;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** The rows of the table {@code event}, each with a check sum over its event's JSON. */
final class EventTable {

  private static final String INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String CRC =
      "SELECT crc FROM event WHERE robot = ? AND boot = ? AND seq = ?";

  private static final String SELECT =
      "SELECT * FROM event WHERE robot = ? AND boot = ? AND seq BETWEEN ? AND ?"
          + " ORDER BY seq LIMIT ?";

  private static final String SELECT_ALL = "SELECT * FROM event ORDER BY robot, boot, seq";

  // Numbers of one unbroken run have the same distance from their rank.
  private static final String RUNS =
      "SELECT robot, boot, min(seq), max(seq) FROM (SELECT robot, boot, seq, seq - row_number()"
          + " OVER (PARTITION BY robot, boot ORDER BY seq) AS run FROM event)"
          + " GROUP BY robot, boot, run";

  private final StoreFile file;
  private final Connection connection;

  EventTable(StoreFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** The statements of one batch; the driver makes statements useless after some errors. */
  static final class Writer implements AutoCloseable {

    private final PreparedStatement insert;
    private final PreparedStatement selectCrc;

    Writer(Connection connection) throws SQLException {
      insert = connection.prepareStatement(INSERT);
      selectCrc = connection.prepareStatement(CRC);
    }

    void insert(Event event) throws SQLException {
      setKey(insert, event.key());
      insert.setLong(4, event.stamp().millis());
      insert.setInt(5, event.stamp().logical());
      insert.setString(6, event.payload().kind());
      insert.setString(7, EventJson.encode(event.payload()));
      insert.setLong(8, crc(event));
      insert.executeUpdate();
    }

    /** Whether the row with an event's key holds that very event. */
    boolean holds(Event event) throws SQLException {
      setKey(selectCrc, event.key());
      try (ResultSet rows = selectCrc.executeQuery()) {
        return rows.next() && rows.getLong(1) == crc(event);
      }
    }

    @Override
    public void close() throws SQLException {
      insert.close();
      selectCrc.close();
    }
  }

  Writer writer() throws SQLException {
    return new Writer(connection);
  }

  void read(Origin origin, RangeSet.Range range, int limit, List<Event> into) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, origin.robot());
      select.setLong(2, origin.boot());
      select.setLong(3, range.first());
      select.setLong(4, range.last());
      select.setInt(5, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          into.add(event(rows));
        }
      }
    }
  }

  void readAll(Consumer<Event> consumer) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT_ALL)) {
      while (rows.next()) {
        consumer.accept(event(rows));
      }
    }
  }

  void readKeys(VersionVector into) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(RUNS)) {
      while (rows.next()) {
        into.add(new Origin(rows.getString(1), rows.getLong(2)), rows.getLong(3), rows.getLong(4));
      }
    }
  }

  /** Newest boot of a robot, 0 if it has no event. */
  long lastBoot(String robot) throws SQLException {
    try (PreparedStatement boots =
        connection.prepareStatement("SELECT max(boot) FROM event WHERE robot = ?")) {
      boots.setString(1, robot);
      try (ResultSet rows = boots.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private Event event(ResultSet row) throws SQLException {
    Event event;
    try {
      byte[] payload = row.getString(7).getBytes(StandardCharsets.UTF_8);
      event =
          new Event(
              new EventKey(new Origin(row.getString(1), row.getLong(2)), row.getLong(3)),
              new Stamp(row.getLong(4), row.getInt(5)),
              EventJson.readPayload("payload", row.getString(6), EventJson.parse(payload)));
    } catch (IllegalArgumentException e) {
      throw file.damaged("event " + name(row) + ": " + e.getMessage(), e);
    }
    if (crc(event) != row.getLong(8)) {
      throw file.damaged("event " + name(row) + " does not match its check sum", null);
    }
    return event;
  }

  private static String name(ResultSet row) throws SQLException {
    return row.getString(1) + "/" + row.getLong(2) + "/" + row.getLong(3);
  }

  private static void setKey(PreparedStatement statement, EventKey key) throws SQLException {
    statement.setString(1, key.origin().robot());
    statement.setLong(2, key.origin().boot());
    statement.setLong(3, key.seq());
  }

  private static long crc(Event event) {
    CRC32C crc = new CRC32C();
    crc.update(EventJson.encode(event));
    return crc.getValue();
  }
}
