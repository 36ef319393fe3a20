package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The MCAP writer and reader")
class McapReaderTest {
  private static final long SECOND = 1_000_000_000;

  /** Keeps what it is given, as lines. */
  private static final class Lines implements McapHandler {
    final List<String> lines = new ArrayList<>();

    @Override
    public void header(String profile, String library) {
      lines.add("header '" + profile + "' " + library);
    }

    @Override
    public void schema(int id, String name, String encoding, byte[] data) {
      lines.add("schema " + id + " " + name + " " + encoding + " " + text(data));
    }

    @Override
    public void channel(Channel channel) {
      lines.add("channel " + channel.topic() + " of schema " + channel.schemaId());
    }

    @Override
    public void metadata(String name, Map<String, String> entries) {
      lines.add("metadata " + name + " " + entries);
    }

    @Override
    public void message(Channel channel, long sequence, long logTime, byte[] data) {
      lines.add(channel.topic() + " " + sequence + " " + logTime + " " + text(data));
    }

    private static String text(byte[] data) {
      return new String(data, StandardCharsets.UTF_8);
    }
  }

  private final Lines lines = new Lines();
  private McapReport report;

  /** Writes two channels with a number of messages, one a second. */
  private static byte[] file(int messages, McapWriter.Chunking chunking) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (McapWriter writer = new McapWriter(Channels.newChannel(out), "test", chunking)) {
      int schema = writer.addJsonSchema("S", "{}");
      int a = writer.addJsonChannel(schema, "/a");
      int b = writer.addJsonChannel(schema, "/b");
      writer.addMetadata("about", new TreeMap<>(Map.of("k", "v", "ü", "ß")));
      for (int i = 0; i < messages; i++) {
        byte[] data = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        writer.write(i % 3 == 0 ? b : a, i * SECOND, data, data.length);
      }
    }
    return out.toByteArray();
  }

  private static McapWriter.Chunking chunks(int bytes, long seconds) {
    return new McapWriter.Chunking(bytes, seconds * SECOND, false);
  }

  private void read(byte[] file) throws IOException {
    report = McapReader.read(new ByteArrayInputStream(file), lines);
  }

  private String onlyWarning() {
    assertEquals(1, report.warnings().size(), report.warnings().toString());
    return report.warnings().getFirst();
  }

  @Test
  void agreeOnEverythingThatWasWritten() throws IOException {
    read(file(4, chunks(1000, 100)));
    assertEquals(
        List.of(
            "header '' test",
            "metadata about {k=v, ü=ß}",
            "schema 1 S jsonschema {}",
            "channel /a of schema 1",
            "channel /b of schema 1",
            "/b 0 0 0",
            "/a 0 1000000000 1",
            "/a 1 2000000000 2",
            "/b 1 3000000000 3"),
        lines.lines);
    assertEquals(new McapReport(true, 1, 4, List.of()), report);
  }

  @Test
  void agreeOnAFileWithoutMessages() throws IOException {
    read(file(0, chunks(1000, 100)));
    assertEquals(new McapReport(true, 0, 0, List.of()), report);
  }

  @Test
  void endAChunkWhenItIsFullOrOld() throws IOException {
    read(file(100, chunks(1, 1000)));
    assertEquals(100, report.chunks());
    read(file(100, chunks(1 << 20, 10)));
    assertEquals(10, report.chunks());
    read(file(100, chunks(1 << 20, 1000)));
    assertEquals(1, report.chunks());
  }

  @Test
  void layOutTheFileAsTheSpecificationSays() throws IOException {
    List<Integer> opcodes = new ArrayList<>();
    Flights.records(file(4, chunks(1, 1000))).forEach(span -> opcodes.add(span.opcode()));
    assertEquals(
        List.of(
            Mcap.HEADER,
            Mcap.METADATA,
            Mcap.SCHEMA,
            Mcap.CHANNEL,
            Mcap.CHANNEL,
            Mcap.CHUNK,
            Mcap.MESSAGE_INDEX,
            Mcap.CHUNK,
            Mcap.MESSAGE_INDEX,
            Mcap.CHUNK,
            Mcap.MESSAGE_INDEX,
            Mcap.CHUNK,
            Mcap.MESSAGE_INDEX,
            Mcap.DATA_END,
            Mcap.SCHEMA,
            Mcap.CHANNEL,
            Mcap.CHANNEL,
            Mcap.STATISTICS,
            Mcap.CHUNK_INDEX,
            Mcap.CHUNK_INDEX,
            Mcap.CHUNK_INDEX,
            Mcap.CHUNK_INDEX,
            Mcap.METADATA_INDEX,
            Mcap.SUMMARY_OFFSET,
            Mcap.SUMMARY_OFFSET,
            Mcap.SUMMARY_OFFSET,
            Mcap.SUMMARY_OFFSET,
            Mcap.SUMMARY_OFFSET,
            Mcap.FOOTER),
        opcodes);
  }

  @Test
  void pointFromEachIndexToItsRecord() throws IOException {
    byte[] file = file(30, chunks(100, 1000));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int checked = 0;
    for (Flights.Span span : Flights.records(file)) {
      int content = span.start() + Mcap.RECORD_HEAD;
      if (span.opcode() == Mcap.CHUNK_INDEX) {
        int chunk = (int) bytes.getLong(content + 16);
        assertEquals(Mcap.CHUNK, file[chunk]);
        assertEquals(bytes.getLong(content + 24), 9 + bytes.getLong(chunk + 1));
        assertEquals(Mcap.MESSAGE_INDEX, file[(int) bytes.getLong(content + 38)]);
        checked++;
      } else if (span.opcode() == Mcap.SUMMARY_OFFSET) {
        assertEquals(file[content], file[(int) bytes.getLong(content + 1)]);
        checked++;
      }
    }
    assertTrue(checked > 10, "checked " + checked);
  }

  @Test
  void leaveOutAChunkWhoseCrcIsWrongAndReadTheOthers() throws IOException {
    byte[] file = file(30, chunks(1 << 20, 10));
    Flights.Span second = record(file, Mcap.CHUNK, 1);
    file[second.end() - 1] ^= 1;
    read(file);
    assertEquals(2, report.chunks());
    assertEquals(20, report.messages());
    assertTrue(report.warnings().getFirst().startsWith("byte " + second.start() + ": "));
    assertTrue(report.warnings().getFirst().contains("the chunk's CRC is"));
    assertTrue(report.warnings().get(1).contains("CRC of the data section"));
  }

  @Test
  void reportASummaryWhoseCrcIsWrong() throws IOException {
    byte[] file = file(3, chunks(1000, 10));
    file[record(file, Mcap.STATISTICS, 0).end() - 1] ^= 1;
    read(file);
    assertTrue(onlyWarning().contains("CRC of the summary section"), onlyWarning());
    assertEquals(3, report.messages());
  }

  @Test
  void leaveOutACompressedChunkByName() throws IOException {
    byte[] file = file(3, chunks(1000, 10));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    Flights.Span chunk = record(file, Mcap.CHUNK, 0);
    byte[] compressed =
        ByteBuffer.allocate(chunk.end() - chunk.start() + 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(file, chunk.start(), 37)
            .putInt(4)
            .put("zstd".getBytes(StandardCharsets.UTF_8))
            .put(file, chunk.start() + 41, chunk.end() - chunk.start() - 41)
            .putLong(1, bytes.getLong(chunk.start() + 1) + 4)
            .array();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, chunk.start());
    out.writeBytes(compressed);
    read(out.toByteArray());
    assertTrue(
        report.warnings().getFirst().contains("compression 'zstd' is not supported"),
        report.warnings().toString());
    assertEquals(0, report.messages());
  }

  @Test
  void stopAtARecordLongerThanAnyFileWithoutAllocatingIt() throws IOException {
    byte[] file = file(3, chunks(1000, 10));
    Flights.Span chunk = record(file, Mcap.CHUNK, 0);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(chunk.start() + 1, 1L << 62);
    read(file);
    assertTrue(onlyWarning().contains("beyond the limit of 67108864"), onlyWarning());
    assertFalse(report.complete());
  }

  @Test
  void refuseWhatIsNoMcapFile() {
    byte[] text = "time,height\n1,2\n".getBytes(StandardCharsets.UTF_8);
    String message = assertThrows(McapException.class, () -> read(text)).getMessage();
    assertTrue(message.contains("not an MCAP file"), message);
  }

  @Test
  void listAHundredWarningsAtMost() throws IOException {
    byte[] file = file(500, chunks(1, 1000));
    for (Flights.Span span : Flights.records(file)) {
      if (span.opcode() == Mcap.CHUNK) {
        file[span.end() - 1] ^= 1;
      }
    }
    read(file);
    assertEquals(McapReader.MAX_WARNINGS, report.warnings().size());
    assertTrue(report.warnings().getLast().contains("more faults"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 100})
  void areSilentAboutUnknownRecords(int size) throws IOException {
    byte[] file = file(3, chunks(1000, 10));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int chunk = record(file, Mcap.CHUNK, 0).start();
    out.write(file, 0, chunk);
    out.writeBytes(
        ByteBuffer.allocate(9 + size)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0x80)
            .putLong(size)
            .array());
    out.write(file, chunk, file.length - chunk);
    read(out.toByteArray());
    assertEquals(3, report.messages());
    assertTrue(onlyWarning().contains("CRC of the data section"), onlyWarning());
  }

  @Test
  void refuseMisuse() throws IOException {
    McapWriter writer =
        new McapWriter(Channels.newChannel(new ByteArrayOutputStream()), "test", chunks(1000, 1));
    int channel = writer.addJsonChannel(writer.addJsonSchema("S", "{}"), "/a");
    byte[] data = {'1'};
    assertThrows(IllegalArgumentException.class, () -> writer.write(channel, -1, data, 1));
    assertThrows(IllegalArgumentException.class, () -> writer.write(9, 0, data, 1));
    writer.write(channel, 0, data, 1);
    assertThrows(IllegalStateException.class, () -> writer.addJsonSchema("T", "{}"));
    writer.close();
    assertThrows(IllegalArgumentException.class, () -> writer.write(channel, 0, data, 1));
    assertThrows(IllegalArgumentException.class, () -> chunks(0, 1));
    assertThrows(IllegalArgumentException.class, () -> chunks(1, 0));
  }

  @Test
  void beginAndEndWithTheMagic() throws IOException {
    byte[] file = file(1, chunks(1000, 10));
    assertArrayEquals(Mcap.magic(), Arrays.copyOf(file, 8));
    assertArrayEquals(Mcap.magic(), Arrays.copyOfRange(file, file.length - 8, file.length));
  }

  private static Flights.Span record(byte[] file, int opcode, int index) {
    return Flights.records(file).stream()
        .filter(span -> span.opcode() == opcode)
        .skip(index)
        .findFirst()
        .orElseThrow();
  }
}
