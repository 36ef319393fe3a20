package dev.gondola.firmware.log;

import java.util.Map;
import java.util.TreeMap;

/** One chunk in the making: its messages and, for each channel, where they are. */
final class ChunkBuilder {
  /** What is remembered of a chunk for the summary section. */
  record Index(
      long startTime,
      long endTime,
      long offset,
      long length,
      Map<Integer, Long> messageIndexOffsets,
      long messageIndexLength,
      long size) {}

  private final RecordBuffer records = new RecordBuffer(1 << 16);
  private final Map<Integer, RecordBuffer> indexes = new TreeMap<>();
  private long startTime;
  private long endTime;

  boolean isEmpty() {
    return records.size() == 0;
  }

  int size() {
    return records.size();
  }

  long startTime() {
    return startTime;
  }

  void add(int channel, long sequence, long logTime, byte[] data, int length) {
    startTime = isEmpty() ? logTime : Math.min(startTime, logTime);
    endTime = isEmpty() ? logTime : Math.max(endTime, logTime);
    indexes.computeIfAbsent(channel, c -> new RecordBuffer(256)).u64(logTime).u64(records.size());
    int record = records.begin(Mcap.MESSAGE);
    records.u16(channel).u32(sequence).u64(logTime).u64(logTime).bytes(data, length);
    records.end(record);
  }

  /**
   * Puts the chunk and its message indexes into {@code out} and begins the next chunk.
   *
   * @param out receives the records
   * @param fileOffset offset in the file at which the first byte of {@code out} will be written
   * @return the chunk's entry for the summary
   */
  Index finish(RecordBuffer out, long fileOffset) {
    long offset = fileOffset + out.size();
    int chunk = out.begin(Mcap.CHUNK);
    out.u64(startTime)
        .u64(endTime)
        .u64(records.size())
        .u32(records.crc32(records.size()))
        .string("");
    out.u64(records.size()).append(records);
    out.end(chunk);
    long length = fileOffset + out.size() - offset;
    Map<Integer, Long> offsets = new TreeMap<>();
    indexes.forEach(
        (channel, entries) -> {
          if (entries.size() > 0) {
            offsets.put(channel, fileOffset + out.size());
            int index = out.begin(Mcap.MESSAGE_INDEX);
            out.u16(channel).u32(entries.size()).append(entries);
            out.end(index);
            entries.clear();
          }
        });
    long indexLength = fileOffset + out.size() - offset - length;
    Index index =
        new Index(startTime, endTime, offset, length, offsets, indexLength, records.size());
    records.clear();
    return index;
  }
}
