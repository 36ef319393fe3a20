package dev.gondola.firmware.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.zip.CRC32;

/**
 * Writes an MCAP file: schemas, channels and metadata first, then messages in uncompressed, indexed
 * chunks, and at the end the summary (<a href="https://mcap.dev/spec">mcap.dev/spec</a>).
 *
 * <p>The bytes depend on the calls only, never on the wall clock. Each chunk reaches the operating
 * system in one write together with its indexes, so after a kill every chunk written so far can be
 * read. Not for use by several threads.
 */
public final class McapWriter implements AutoCloseable {
  /**
   * When a chunk ends, and whether it is then forced to the disk.
   *
   * @param chunkBytes a message that would make the chunk larger than this begins the next one
   * @param chunkNanos a message this much later than the chunk's first begins the next one, ns
   * @param sync whether each chunk is forced to the disk, so that it also outlives a power cut
   */
  public record Chunking(int chunkBytes, long chunkNanos, boolean sync) {
    public Chunking {
      if (chunkBytes < 1 || chunkBytes > McapReader.MAX_RECORD_BYTES / 2) {
        throw new IllegalArgumentException(
            "chunkBytes is "
                + chunkBytes
                + ", must be 1.."
                + McapReader.MAX_RECORD_BYTES / 2
                + " bytes");
      }
      if (chunkNanos < 1) {
        throw new IllegalArgumentException("chunkNanos is " + chunkNanos + ", must be above 0 ns");
      }
    }
  }

  private final WritableByteChannel out;
  private final Chunking chunking;
  private final McapSummary summary = new McapSummary();
  private final ChunkBuilder chunk = new ChunkBuilder();
  private final RecordBuffer pending = new RecordBuffer(1 << 16);
  private final CRC32 dataCrc = new CRC32();
  private long written;
  private boolean declared;
  private boolean closed;

  /**
   * Begins a file; nothing is written before the first chunk, or before {@link #close}.
   *
   * @param out where to write; closed with this writer
   * @param library name of the writing program, for the header
   * @param chunking when a chunk ends
   */
  public McapWriter(WritableByteChannel out, String library, Chunking chunking) {
    this.out = out;
    this.chunking = chunking;
    pending.bytes(Mcap.magic(), Mcap.magic().length);
    int header = pending.begin(Mcap.HEADER);
    pending.string("").string(library);
    pending.end(header);
  }

  /**
   * Adds a schema in the encoding {@code jsonschema}, before the first message.
   *
   * @param name the message type's name
   * @param text the JSON Schema
   * @return the schema's id
   */
  public int addJsonSchema(String name, String text) {
    beforeMessages();
    return summary.schema(name, "jsonschema", text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a channel whose messages are JSON, before the first message.
   *
   * @param schemaId from {@link #addJsonSchema}
   * @param topic the channel's name, such as {@code /tick}
   * @return the channel's id
   */
  public int addJsonChannel(int schemaId, String topic) {
    beforeMessages();
    return summary.channel(schemaId, topic, "json");
  }

  /** Adds a metadata record, before the first message. */
  public void addMetadata(String name, SortedMap<String, String> entries) {
    beforeMessages();
    int record = pending.begin(Mcap.METADATA);
    pending.string(name).map(entries);
    pending.end(record);
    summary.metadata(record, (long) pending.size() - record, name);
  }

  private void beforeMessages() {
    if (declared) {
      throw new IllegalStateException("schemas, channels and metadata come before messages");
    }
  }

  /**
   * Writes a message.
   *
   * @param channel from {@link #addJsonChannel}
   * @param logTime time on a clock of the caller's choice, ns, 0 or later
   * @param data the message
   * @param length how many bytes of {@code data} it has
   * @throws IOException if a chunk was full and could not be written
   */
  public void write(int channel, long logTime, byte[] data, int length) throws IOException {
    if (closed || logTime < 0 || !summary.hasChannel(channel)) {
      throw new IllegalArgumentException(
          closed
              ? "the log is closed"
              : logTime < 0 ? "log time " + logTime + " is negative" : "no channel " + channel);
    }
    declare();
    boolean full = (long) chunk.size() + length > chunking.chunkBytes;
    if (!chunk.isEmpty() && (full || logTime - chunk.startTime() >= chunking.chunkNanos)) {
      flush();
    }
    chunk.add(channel, summary.message(channel, logTime), logTime, data, length);
  }

  private void declare() {
    if (!declared) {
      declared = true;
      pending.append(summary.declarations());
    }
  }

  private void flush() throws IOException {
    summary.chunk(chunk.finish(pending, written));
    writePending();
    if (chunking.sync && out instanceof FileChannel file) {
      file.force(false);
    }
  }

  private void writePending() throws IOException {
    ByteBuffer bytes = pending.view();
    dataCrc.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      written += out.write(bytes);
    }
    pending.clear();
  }

  /** Writes the last chunk and the summary, and closes the file. A second call does nothing. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      declare();
      if (!chunk.isEmpty()) {
        flush();
      }
      writePending();
      long crc = dataCrc.getValue();
      int dataEnd = pending.begin(Mcap.DATA_END);
      pending.u32(crc);
      pending.end(dataEnd);
      writePending();
      summary.finish(pending, written);
      writePending();
    }
  }
}
