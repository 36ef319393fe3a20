package dev.gondola.firmware.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Reads an MCAP file from its beginning to its end, so that a file whose writer was killed can be
 * read as far as it goes.
 *
 * <p>A damaged chunk is left out and reported; so are compressed chunks, which this reader does not
 * unpack. Memory is bounded by the largest record, {@value #MAX_RECORD_BYTES} bytes, and by the
 * bytes that are really in the file.
 */
public final class McapReader {
  /** Largest record that is read, bytes. */
  public static final int MAX_RECORD_BYTES = 1 << 26;

  /** Largest number of warnings kept. */
  public static final int MAX_WARNINGS = 100;

  private final CheckedInputStream in;
  private final McapContents contents;
  private final List<String> warnings = new ArrayList<>();
  private long offset;
  private boolean complete;

  private McapReader(InputStream in, McapHandler handler) {
    this.in = new CheckedInputStream(in, new CRC32());
    this.contents = new McapContents(handler, this::warn);
  }

  /**
   * Reads a file.
   *
   * @throws McapException if it is not an MCAP file of version 0
   * @throws IOException if it cannot be read
   */
  public static McapReport read(Path file, McapHandler handler) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(in, handler);
    } catch (McapException e) {
      throw new McapException(file + ": " + e.getMessage());
    }
  }

  /** Reads from a stream; see {@link #read(Path, McapHandler)}. */
  public static McapReport read(InputStream in, McapHandler handler) throws IOException {
    return new McapReader(in, handler).readAll();
  }

  private McapReport readAll() throws IOException {
    if (!Arrays.equals(take(Mcap.magic().length), Mcap.magic())) {
      throw new McapException("not an MCAP file of version 0: it does not begin with the magic");
    }
    try {
      boolean more = true;
      while (more) {
        more = readRecord();
      }
    } catch (EOFException e) {
      warn(offset, "the file ends in the middle of a record; what was complete before it is read");
    }
    return new McapReport(complete, contents.chunks(), contents.messages(), warnings);
  }

  /** Reads one record; returns whether another may follow. */
  private boolean readRecord() throws IOException {
    long start = offset;
    long crcBefore = in.getChecksum().getValue();
    int opcode = in.read();
    if (opcode < 0) {
      warn(start, "the file has no footer: its writer did not come to its end");
      return false;
    }
    offset++;
    long length = new RecordCursor(takeAll(8)).u64();
    if (opcode == Mcap.FOOTER) {
      readFooter(start, length);
      return false;
    }
    if (length < 0 || (length > MAX_RECORD_BYTES && contents.wants(opcode))) {
      warn(
          start,
          "a record of "
              + Long.toUnsignedString(length)
              + " bytes is beyond the limit of "
              + MAX_RECORD_BYTES
              + "; reading ends here");
      return false;
    }
    if (!contents.wants(opcode)) {
      in.skipNBytes(length);
      offset += length;
      return true;
    }
    byte[] content = takeAll((int) length);
    if (opcode == Mcap.DATA_END) {
      checkDataEnd(start, content, crcBefore);
      contents.end();
      in.getChecksum().reset();
    } else {
      contents.record(opcode, content, start);
    }
    return true;
  }

  private void checkDataEnd(long start, byte[] content, long crc) throws IOException {
    if (content.length < 4) {
      warn(start, "the data-end record is too short");
      return;
    }
    checkCrc(start, "data section", new RecordCursor(content).u32(), crc);
  }

  private void readFooter(long start, long length) throws IOException {
    if (length != 20) {
      warn(start, "the footer has " + Long.toUnsignedString(length) + " bytes instead of 20");
      return;
    }
    takeAll(16);
    long crc = in.getChecksum().getValue();
    checkCrc(start, "summary section", new RecordCursor(takeAll(4)).u32(), crc);
    complete = Arrays.equals(take(Mcap.magic().length), Mcap.magic());
    if (!complete) {
      warn(offset, "the file does not end with the magic");
    }
  }

  private void checkCrc(long at, String what, long expected, long actual) {
    if (expected != 0 && expected != actual) {
      warn(at, String.format("CRC of the %s is %08x, the file says %08x", what, actual, expected));
    }
  }

  /** Takes {@code length} bytes, or fewer at the end of the file. */
  private byte[] take(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    offset += bytes.length;
    return bytes;
  }

  private byte[] takeAll(int length) throws IOException {
    long start = offset;
    byte[] bytes = take(length);
    if (bytes.length < length) {
      offset = start;
      throw new EOFException();
    }
    return bytes;
  }

  private void warn(long at, String what) {
    if (warnings.size() < MAX_WARNINGS - 1) {
      warnings.add("byte " + at + ": " + what);
    } else if (warnings.size() == MAX_WARNINGS - 1) {
      warnings.add("there are more faults; they are not listed");
    }
  }
}
