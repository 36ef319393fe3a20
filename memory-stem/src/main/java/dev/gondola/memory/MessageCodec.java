package dev.gondola.memory;

import dev.gondola.memory.Message.Digest;
import dev.gondola.memory.Message.EventBatch;
import dev.gondola.memory.Message.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The JSON form of messages, {@code schema/message.schema.json}. */
final class MessageCodec {

  /** The {@code version} field of every message. Others are refused. */
  static final int VERSION = 1;

  /**
   * Number of ranges told of one origin. What is left out counts as missing and is sent again,
   * which costs bytes and nothing else.
   */
  static final int MAX_RANGES = 64;

  /** The message is of a version that we do not know. */
  static final class UnknownVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownVersionException(long version) {
      super("message version " + version + " is not " + VERSION);
    }
  }

  private static final int TAIL_BYTES = 128;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");

  private MessageCodec() {}

  /**
   * Packs as many of the events as one message holds, at least one.
   *
   * @param events at least one
   * @return the finished message and the number of events in it
   */
  static MessagePacker pack(Origin sender, List<Event> events) {
    MessagePacker packer = new MessagePacker(head("events", sender) + "\"events\":[", 2);
    for (Event event : events) {
      if (!packer.add(EventJson.encode(event))) {
        break;
      }
    }
    return packer.end("]}");
  }

  /** Encodes a digest, or gives nothing if it does not fit one message. */
  static Optional<byte[]> encode(Digest digest) {
    String head = head("digest", digest.sender()) + "\"closed\":\"" + digest.closed() + "\",";
    MessagePacker packer = new MessagePacker(head + "\"have\":[", 2);
    for (Map.Entry<Origin, RangeSet> entry : digest.have().origins().entrySet()) {
      if (!packer.add(item(entry.getKey(), entry.getValue()))) {
        return Optional.empty();
      }
    }
    return Optional.of(packer.end("]}").message());
  }

  /** A page and the origin up to which it speaks, null if it is the last one. */
  record PackedPage(MessagePacker packer, Origin through) {}

  /**
   * Packs the next page.
   *
   * @param after the origin up to which the page before spoke, null for the first page
   */
  static PackedPage packPage(Origin sender, VersionVector held, Origin after) {
    String head =
        head("page", sender) + (after == null ? "" : "\"after\":{" + fields(after) + "},");
    MessagePacker packer = new MessagePacker(head + "\"have\":[", TAIL_BYTES);
    Map<Origin, RangeSet> rest =
        after == null ? held.origins() : held.origins().tailMap(after, false);
    Origin last = null;
    for (Map.Entry<Origin, RangeSet> entry : rest.entrySet()) {
      if (!packer.add(item(entry.getKey(), entry.getValue()))) {
        return new PackedPage(packer.end("],\"through\":{" + fields(last) + "}}"), last);
      }
      last = entry.getKey();
    }
    return new PackedPage(packer.end("]}"), null);
  }

  /**
   * Reads a message.
   *
   * @param message any bytes
   * @throws UnknownVersionException if it is of another version
   * @throws IllegalArgumentException if it is not a message
   */
  static Message decode(byte[] message) {
    Fields fields = new Fields("message", EventJson.parse(message));
    long version = fields.integer("version");
    if (version != VERSION) {
      throw new UnknownVersionException(version);
    }
    Origin sender = new Origin(fields.text("from"), fields.integer("boot"));
    String type = fields.text("type");
    Message decoded =
        switch (type) {
          case "events" -> new EventBatch(sender, events(fields.array("events")));
          case "digest" -> digest(sender, fields);
          case "page" ->
              new Page(
                  sender,
                  optionalOrigin(fields, "after"),
                  optionalOrigin(fields, "through"),
                  have(fields.array("have")));
          default -> throw new IllegalArgumentException("unknown type of message");
        };
    fields.end();
    return decoded;
  }

  private static String head(String type, Origin sender) {
    return "{\"version\":"
        + VERSION
        + ",\"type\":\""
        + type
        + "\",\"from\":\""
        + sender.robot()
        + "\",\"boot\":"
        + sender.boot()
        + ",";
  }

  /** Ids need no escaping: {@link Checks#id}. */
  private static String fields(Origin origin) {
    return "\"robot\":\"" + origin.robot() + "\",\"boot\":" + origin.boot();
  }

  private static byte[] item(Origin origin, RangeSet set) {
    StringBuilder item = new StringBuilder("{").append(fields(origin)).append(",\"ranges\":[");
    List<RangeSet.Range> ranges = set.ranges();
    for (int i = 0; i < Math.min(MAX_RANGES, ranges.size()); i++) {
      item.append(i == 0 ? "[" : ",[").append(ranges.get(i).first());
      item.append(',').append(ranges.get(i).last()).append(']');
    }
    return item.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<Event> events(JsonNode array) {
    List<Event> events = new ArrayList<>(array.size());
    for (JsonNode node : array) {
      events.add(EventJson.read("events[" + events.size() + "]", node));
    }
    return events;
  }

  private static Digest digest(Origin sender, Fields fields) {
    String closed = fields.text("closed");
    if (!HASH.matcher(closed).matches()) {
      throw new IllegalArgumentException("closed must be 16 hexadecimal digits");
    }
    VersionVector have = have(fields.array("have"));
    for (Origin origin : have.origins().keySet()) {
      if (origin.boot() != have.firstBoot(origin.robot())) {
        throw new IllegalArgumentException("a digest names one boot a robot");
      }
    }
    return new Digest(sender, closed, have);
  }

  private static VersionVector have(JsonNode array) {
    VersionVector have = new VersionVector();
    for (JsonNode node : array) {
      Fields fields = new Fields("have", node);
      Origin origin = new Origin(fields.text("robot"), fields.integer("boot"));
      for (JsonNode pair : fields.array("ranges")) {
        if (!pair.isArray() || pair.size() != 2) {
          throw new IllegalArgumentException("a range must be an array of two numbers");
        }
        RangeSet.Range range =
            new RangeSet.Range(
                Fields.integer("first", pair.get(0)), Fields.integer("last", pair.get(1)));
        have.add(origin, range.first(), range.last());
      }
      fields.end();
    }
    return have;
  }

  private static Origin optionalOrigin(Fields fields, String name) {
    if (!fields.has(name)) {
      return null;
    }
    Fields origin = new Fields(name, fields.object(name));
    Origin value = new Origin(origin.text("robot"), origin.integer("boot"));
    origin.end();
    return value;
  }
}
