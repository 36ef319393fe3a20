package dev.gondola.firmware.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** Understands the records of the data section and hands them to the handler. */
final class McapContents {
  private final McapHandler handler;
  private final Consumer<String> warnings;
  private final Map<Integer, McapHandler.Channel> channels = new HashMap<>();
  private final Set<Integer> schemas = new HashSet<>();
  private int chunks;
  private long messages;
  private boolean ended;

  McapContents(McapHandler handler, Consumer<String> warnings) {
    this.handler = handler;
    this.warnings = warnings;
  }

  int chunks() {
    return chunks;
  }

  long messages() {
    return messages;
  }

  /** Returns whether a record's content is needed; after the data section none is. */
  boolean wants(int opcode) {
    return !ended
        && switch (opcode) {
          case Mcap.HEADER,
              Mcap.SCHEMA,
              Mcap.CHANNEL,
              Mcap.MESSAGE,
              Mcap.CHUNK,
              Mcap.METADATA,
              Mcap.DATA_END ->
              true;
          default -> false;
        };
  }

  /** Takes a record of the data section. */
  void record(int opcode, byte[] content) throws IOException {
    RecordCursor cursor = new RecordCursor(content);
    try {
      if (opcode == Mcap.CHUNK) {
        chunk(cursor);
      } else {
        inner(opcode, cursor);
      }
    } catch (McapException e) {
      warnings.accept("record of type " + opcode + ": " + e.getMessage());
    }
  }

  /** Says that the data section is over. */
  void end() {
    ended = true;
  }

  private void chunk(RecordCursor cursor) throws IOException {
    cursor.u64();
    cursor.u64();
    long size = cursor.u64();
    long crc = cursor.u32();
    String compression = cursor.string();
    byte[] records = cursor.bytes(cursor.u64());
    if (!compression.isEmpty()) {
      throw new McapException(
          "chunk compression '" + compression + "' is not supported; the chunk is left out");
    }
    if (size != records.length) {
      throw new McapException("the chunk's two sizes differ; the chunk is left out");
    }
    CRC32 actual = new CRC32();
    actual.update(records);
    if (crc != 0 && crc != actual.getValue()) {
      throw new McapException(
          String.format(
              "the chunk's CRC is %08x, the file says %08x; the chunk is left out",
              actual.getValue(), crc));
    }
    RecordCursor inside = new RecordCursor(records);
    while (inside.remaining() > 0) {
      int opcode = inside.u8();
      inner(opcode, inside.part(inside.u64()));
    }
    chunks++;
  }

  private void inner(int opcode, RecordCursor cursor) throws IOException {
    switch (opcode) {
      case Mcap.HEADER -> handler.header(cursor.string(), cursor.string());
      case Mcap.SCHEMA -> schema(cursor);
      case Mcap.CHANNEL -> channel(cursor);
      case Mcap.MESSAGE -> message(cursor);
      case Mcap.METADATA -> handler.metadata(cursor.string(), cursor.map());
      default -> {
        // Unknown and private records are ignored, as the specification asks.
      }
    }
  }

  private void schema(RecordCursor cursor) throws IOException {
    int id = cursor.u16();
    String name = cursor.string();
    String encoding = cursor.string();
    byte[] data = cursor.bytes(cursor.u32());
    if (id != 0 && schemas.add(id)) {
      handler.schema(id, name, encoding, data);
    }
  }

  private void channel(RecordCursor cursor) throws IOException {
    McapHandler.Channel channel =
        new McapHandler.Channel(cursor.u16(), cursor.u16(), cursor.string(), cursor.string());
    McapHandler.Channel known = channels.putIfAbsent(channel.id(), channel);
    if (known == null) {
      handler.channel(channel);
    } else if (!known.equals(channel)) {
      throw new McapException("channel " + channel.id() + " is declared twice, differently");
    }
  }

  private void message(RecordCursor cursor) throws IOException {
    int id = cursor.u16();
    long sequence = cursor.u32();
    long logTime = cursor.u64();
    cursor.u64();
    McapHandler.Channel channel = channels.get(id);
    if (channel == null) {
      warnings.accept("a message on channel " + id + ", which is not declared before it");
      return;
    }
    messages++;
    handler.message(channel, sequence, logTime, cursor.bytes(cursor.remaining()));
  }
}
