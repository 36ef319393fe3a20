package dev.gondola.firmware.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the summary section of a file says, gathered while the data section is written. */
final class McapSummary {
  private record MetadataEntry(long offset, long length, String name) {}

  private final RecordBuffer schemas = new RecordBuffer(1 << 12);
  private final RecordBuffer channels = new RecordBuffer(1 << 10);
  private final List<ChunkBuilder.Index> chunks = new ArrayList<>();
  private final List<MetadataEntry> metadata = new ArrayList<>();
  private final Map<Integer, Long> messageCounts = new TreeMap<>();
  private int schemaCount;
  private long messageCount;
  private long startTime;
  private long endTime;

  /** Adds a schema record; returns its id, from 1. */
  int schema(String name, String encoding, byte[] data) {
    schemaCount++;
    int record = schemas.begin(Mcap.SCHEMA);
    schemas.u16(schemaCount).string(name).string(encoding);
    schemas.u32(data.length).bytes(data, data.length);
    schemas.end(record);
    return schemaCount;
  }

  /** Adds a channel record; returns its id, from 1. */
  int channel(int schemaId, String topic, String messageEncoding) {
    int id = messageCounts.size() + 1;
    messageCounts.put(id, 0L);
    int record = channels.begin(Mcap.CHANNEL);
    channels.u16(id).u16(schemaId).string(topic).string(messageEncoding).map(Map.of());
    channels.end(record);
    return id;
  }

  /** Returns all schema and channel records so far, to be copied into the data section. */
  RecordBuffer declarations() {
    return new RecordBuffer(1 << 12).append(schemas).append(channels);
  }

  void metadata(long offset, long length, String name) {
    metadata.add(new MetadataEntry(offset, length, name));
  }

  void chunk(ChunkBuilder.Index index) {
    chunks.add(index);
  }

  /** Counts a message; returns its sequence number on its channel, from 0. */
  long message(int channel, long logTime) {
    startTime = messageCount == 0 ? logTime : Math.min(startTime, logTime);
    endTime = messageCount == 0 ? logTime : Math.max(endTime, logTime);
    messageCount++;
    return messageCounts.merge(channel, 1L, Long::sum) - 1;
  }

  boolean hasChannel(int channel) {
    return messageCounts.containsKey(channel);
  }

  /**
   * Writes the summary section, the summary offset section, the footer and the closing magic.
   *
   * @param out empty; receives the bytes
   * @param start offset of its first byte in the file
   */
  void finish(RecordBuffer out, long start) {
    RecordBuffer offsets = new RecordBuffer(256);
    group(out, start, offsets, Mcap.SCHEMA, () -> out.append(schemas));
    group(out, start, offsets, Mcap.CHANNEL, () -> out.append(channels));
    group(out, start, offsets, Mcap.STATISTICS, () -> statistics(out));
    group(out, start, offsets, Mcap.CHUNK_INDEX, () -> chunks.forEach(c -> chunkIndex(out, c)));
    group(
        out,
        start,
        offsets,
        Mcap.METADATA_INDEX,
        () -> metadata.forEach(m -> metadataIndex(out, m)));
    long offsetStart = start + out.size();
    out.append(offsets);
    int footer = out.begin(Mcap.FOOTER);
    out.u64(start).u64(offsetStart).u32(0);
    out.end(footer);
    out.setU32(out.size() - 4, out.crc32(out.size() - 4));
    out.bytes(Mcap.magic(), Mcap.magic().length);
  }

  private static void group(
      RecordBuffer out, long start, RecordBuffer offsets, int opcode, Runnable write) {
    int from = out.size();
    write.run();
    if (out.size() > from) {
      int record = offsets.begin(Mcap.SUMMARY_OFFSET);
      offsets.u8(opcode).u64(start + from).u64((long) out.size() - from);
      offsets.end(record);
    }
  }

  private void statistics(RecordBuffer out) {
    int record = out.begin(Mcap.STATISTICS);
    out.u64(messageCount).u16(schemaCount).u32(messageCounts.size()).u32(0).u32(metadata.size());
    out.u32(chunks.size()).u64(startTime).u64(endTime).u32(10L * messageCounts.size());
    messageCounts.forEach((channel, count) -> out.u16(channel).u64(count));
    out.end(record);
  }

  private static void chunkIndex(RecordBuffer out, ChunkBuilder.Index chunk) {
    int record = out.begin(Mcap.CHUNK_INDEX);
    out.u64(chunk.startTime()).u64(chunk.endTime()).u64(chunk.offset()).u64(chunk.length());
    out.u32(10L * chunk.messageIndexOffsets().size());
    chunk.messageIndexOffsets().forEach((channel, offset) -> out.u16(channel).u64(offset));
    out.u64(chunk.messageIndexLength()).string("").u64(chunk.size()).u64(chunk.size());
    out.end(record);
  }

  private static void metadataIndex(RecordBuffer out, MetadataEntry entry) {
    int record = out.begin(Mcap.METADATA_INDEX);
    out.u64(entry.offset()).u64(entry.length()).string(entry.name());
    out.end(record);
  }
}
