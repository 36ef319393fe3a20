package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The flight log reader")
class FlightLogReaderTest {
  private static final String GOOD =
      "{'tick':0,'mode':'ARMED','flags':['FAULT'],'setpoint_m':1,'command':2,'mixed':[3],"
          + "'limited':[4],'spikes':5,'synaptic_operations':6}";

  @TempDir private Path folder;

  /** Writes a file of one channel. */
  private Path file(Map<String, String> layout, String topic, String... messages)
      throws IOException {
    Path file = folder.resolve("odd.mcap");
    FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (McapWriter writer = new McapWriter(out, "other", new McapWriter.Chunking(99, 1, false))) {
      writer.addMetadata(FlightLogFormat.LAYOUT, new TreeMap<>(layout));
      int channel = writer.addJsonChannel(writer.addJsonSchema("S", "{}"), topic);
      for (String message : messages) {
        byte[] json = message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        writer.write(channel, 7, json, json.length);
      }
    }
    return file;
  }

  private static Map<String, String> oneOutput() {
    return Map.of("neurons", "0", "output.0", "thrust");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nonsense                             | Unrecognized token",
        "[]                                   | tick must be a number",
        "{'tick':1.5}                         | tick must be an integer",
        "{'tick':0}                           | mode must be a text",
        "{'tick':0,'mode':'UP'}               | 'UP' is no Mode",
        "{'tick':0,'mode':'ARMED'}            | flags must be an array",
        "{'tick':0,'mode':'ARMED','flags':[1]} | is no TickFlag",
        "{'tick':0,'mode':'ARMED','flags':[]} | setpoint_m must be a number",
      })
  void leavesOutAMessageThatIsNotWhatItShouldBeAndSaysWhy(String json, String reason)
      throws IOException {
    FlightRecording read = FlightLogReader.read(file(oneOutput(), "/tick", json, GOOD));
    assertEquals(1, read.ticks().size());
    assertEquals(4, read.ticks().getFirst().limited[0]);
    assertEquals(1, read.report().warnings().size());
    String warning = read.report().warnings().getFirst();
    assertTrue(warning.startsWith("/tick message 0: ") && warning.contains(reason), warning);
  }

  @Test
  void leavesOutATickWithAnotherNumberOfOutputs() throws IOException {
    Map<String, String> two = Map.of("neurons", "0", "output.0", "a", "output.1", "b");
    FlightRecording read = FlightLogReader.read(file(two, "/tick", GOOD));
    assertEquals(0, read.ticks().size());
    assertTrue(
        read.report().warnings().getFirst().contains("mixed must be an array of 2"),
        read.report().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2000000000", "many", ""})
  void refusesAnImpossibleNumberOfNeurons(String neurons) throws IOException {
    Path file = file(Map.of("neurons", neurons), "/tick", GOOD);
    String message =
        assertThrows(McapException.class, () -> FlightLogReader.read(file)).getMessage();
    assertTrue(message.contains("neurons is " + neurons), message);
  }

  @Test
  void ignoresTopicsItDoesNotKnow() throws IOException {
    FlightRecording read = FlightLogReader.read(file(oneOutput(), "/camera", "not even JSON"));
    assertTrue(read.report().warnings().isEmpty());
  }
}
