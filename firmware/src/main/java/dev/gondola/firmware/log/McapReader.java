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
  private long recordStart;
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
    byte[] head = take(Mcap.magic().length);
    if (!Arrays.equals(head, Mcap.magic())) {
      throw new McapException(
          head.length == 0
              ? "the file is empty"
              : "not an MCAP file of version 0: it does not begin with the magic bytes");
    }
    try {
      boolean more = true;
      while (more) {
        more = readRecord();
      }
    } catch (EOFException e) {
      warn("the file ends within this record: its writer did not come to its end");
    }
    return new McapReport(complete, contents.chunks(), contents.messages(), warnings);
  }

  /** Reads one record; returns whether another may follow. */
  private boolean readRecord() throws IOException {
    recordStart = offset;
    long crcBefore = in.getChecksum().getValue();
    int opcode = in.read();
    if (opcode < 0) {
      warn("the file has no footer: its writer did not come to its end");
      return false;
    }
    offset++;
    long length = new RecordCursor(takeAll(8)).u64();
    if (opcode == Mcap.FOOTER) {
      readFooter(length);
      return false;
    }
    if (length < 0 || (length > MAX_RECORD_BYTES && contents.wants(opcode))) {
      warn(
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
      checkDataEnd(content, crcBefore);
      contents.end();
      in.getChecksum().reset();
    } else {
      contents.record(opcode, content);
    }
    return true;
  }

  private void checkDataEnd(byte[] content, long crc) throws IOException {
    if (content.length < 4) {
      warn("the data-end record is too short");
      return;
    }
    checkCrc("data section", new RecordCursor(content).u32(), crc);
  }

  private void readFooter(long length) throws IOException {
    if (length != 20) {
      warn("the footer has " + Long.toUnsignedString(length) + " bytes instead of 20");
      return;
    }
    takeAll(16);
    long crc = in.getChecksum().getValue();
    checkCrc("summary section", new RecordCursor(takeAll(4)).u32(), crc);
    complete = Arrays.equals(take(Mcap.magic().length), Mcap.magic());
    if (!complete) {
      warn("the file does not end with the magic");
    }
  }

  private void checkCrc(String what, long expected, long actual) {
    if (expected != 0 && expected != actual) {
      warn(String.format("CRC of the %s is %08x, the file says %08x", what, actual, expected));
    }
  }

  /** Takes {@code length} bytes, or fewer at the end of the file. */
  private byte[] take(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    offset += bytes.length;
    return bytes;
  }

  private byte[] takeAll(int length) throws IOException {
    byte[] bytes = take(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Notes what is wrong with the record being read. */
  private void warn(String what) {
    if (warnings.size() < MAX_WARNINGS - 1) {
      warnings.add("byte " + recordStart + ": " + what);
    } else if (warnings.size() == MAX_WARNINGS - 1) {
      warnings.add("there are more faults; they are not listed");
    }
  }
}
