package dev.gondola.ground.snn.stimulus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gondola.ground.snn.SampleNetworks;
import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A stimulus file")
class StimulusFileTest {
  private static final Network TWO_INPUTS =
      new Network("two", 1, List.of(new Input("a", 2), new Input("b", 1)), List.of(), List.of());

  @TempDir private Path folder;

  private StimulusFile read(String content) throws IOException {
    return read(TWO_INPUTS, content, Range.CHIP);
  }

  private StimulusFile read(Network network, String content, Range range) throws IOException {
    Path file = Files.writeString(folder.resolve("in.csv"), content);
    return StimulusFile.read(file, new InputLayout(network, range), Optional.empty());
  }

  /** Returns a0, a1 and b of the steps. */
  private static String play(StimulusFile file, int steps) throws IOException {
    int[][] inputs = {{0, 0}, {0}};
    StringBuilder text = new StringBuilder();
    try (Stimulus stimulus = file.open()) {
      for (int step = 1; step <= steps; step++) {
        stimulus.apply(step, inputs);
        text.append(inputs[0][0]).append(inputs[0][1]).append(inputs[1][0]).append(' ');
      }
    }
    return text.toString().strip();
  }

  @Test
  @DisplayName("as a table: a row a step, held after the last; channels not named are 0")
  void table() throws IOException {
    StimulusFile file = read("a[1],b\n1,2\n3,4\n");
    assertEquals(2, file.lastStep().getAsLong());
    assertEquals("012 034 034", play(file, 3));
  }

  @Test
  @DisplayName("as a table with steps: a row holds until the next")
  void tableWithSteps() throws IOException {
    StimulusFile file = read("\uFEFFb, step\r\n\n7, 2\r\n\n8, 4");
    assertEquals(4, file.lastStep().getAsLong());
    assertEquals("000 007 007 008 008", play(file, 5));
  }

  @Test
  @DisplayName(
      "as events: each lasts one step, several may share one, and the value may be left out")
  void events() throws IOException {
    StimulusFile file = read("step,input,channel,value\n1,a,0,5\n1,b,0,-1\n3,a,1,2\n");
    assertEquals(3, file.lastStep().getAsLong());
    assertEquals("50-1 000 020 000", play(file, 4));
    assertEquals("000 100", play(read("step,input,channel\n2,a,0\n"), 2));
  }

  @Test
  @DisplayName("as JSON lines: values hold, spikes last one step and fall back to what is held")
  void jsonLines() throws IOException {
    String first = "{\"step\": 1, \"values\": {\"a\": [4, 5]}, \"spikes\": {\"b\": [0]}}";
    String second = "{\"step\": 3, \"spikes\": {\"a\": [1]}}";
    assertEquals("451 450 410 450", play(read(first + "\n" + second + "\n"), 4));
    assertEquals(List.of(), schemaFaults(first));
    assertEquals(List.of(), schemaFaults(second));
    assertEquals(2, schemaFaults(second.replace("step", "tick")).size());
  }

  @Test
  @DisplayName("says the same each time it is opened, also packed")
  void again() throws IOException {
    Path packed = folder.resolve("in.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("b\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    StimulusFile file =
        StimulusFile.read(packed, new InputLayout(TWO_INPUTS, Range.CHIP), Optional.empty());
    assertEquals("001 002", play(file, 2));
    assertEquals("001 002", play(file, 2));
  }

  @Test
  @DisplayName("of a flight's errors gives a controller's part the currents of its own encoder")
  void errors() throws IOException {
    SpikingPart part = ShippedController.blimp().parts().getFirst();
    Path csv = Files.writeString(folder.resolve("f.csv"), "t_s,error_m,x\n0,0.5,?\n0.1,-1,?\n");
    StimulusFile file =
        StimulusFile.read(csv, new InputLayout(part.network(), Range.CHIP), Optional.of(part));
    int steps = part.network().stepsPerTick();
    assertEquals(2L * steps, file.lastStep().getAsLong());
    int[][] inputs = {new int[part.encoder().channels()]};
    int[] expected = new int[part.encoder().channels()];
    Encoder.Run encoder = part.encoder().start(steps);
    try (Stimulus stimulus = file.open()) {
      for (int step = 0; step < 3 * steps; step++) {
        if (step % steps == 0) {
          encoder.encode(step == 0 ? 0.5 : -1); // the last holds on
        }
        encoder.write(step % steps, expected);
        stimulus.apply(step + 1, inputs);
        assertArrayEquals(expected, inputs[0], "step " + step);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a[0];1;x                                | 3 | value must be a whole number of 32 bits, is "x"
          a[0],b;1                                | 2 | has 1 values, the header has 2
          a[0];1,2                                | 2 | has 2 values, the header has 1
          a[2];1                                  | 1 | channels 0 to 1, not 2
          a;1                                     | 1 | input "a" has 2 channels: write a[0] to a[1]
          c;1                                     | 1 | there is no input "c"; the network has [a, b]
          b,b;1,1                                 | 1 | names a column twice
          step,b;2,1;2,1                          | 3 | step 2 comes after step 2: steps must ascend
          step,b;0,1                              | 2 | step must be 1 to 1000000000, is "0"
          step,channel;1,0                        | 1 | has 2 inputs: an event list needs the column input
          step,input,channel,x;1,a,0,1            | 1 | not "x"
          step,input,channel;3,a,0;2,a,0          | 3 | step 2 comes after step 3
          step,input,channel;3,a,0;3,a,0          | 3 | channel 0 of input "a" is given twice in step 3
          step,input,channel;3,a,7                | 2 | channels 0 to 1, not 7
          b                                       | 1 | nothing after the header
          {"step": 1, "values": {"a": [1]}}       | 1 | must list 2 values, lists 1
          {"step": 1, "values": {"c": [1]}}       | 1 | /values/c: is not a known field
          {"step": 1, "spikes": {"b": [1]}}       | 1 | must be 0..0, is 1
          {"step": 1};{"step": 1}                 | 2 | steps must ascend
          {"step": 1};{"step": 2                  | 2 | not valid JSON
          {"spikes": {}}                          | 1 | /step: is missing
          """)
  @DisplayName("is refused with file, line and reason")
  void refused(String content, int line, String reason) {
    StimulusException fault =
        assertThrows(StimulusException.class, () -> read(content.replace(';', '\n')));
    assertTrue(
        fault.getMessage().startsWith(folder.resolve("in.csv") + ":" + line + ": "),
        fault.getMessage());
    assertTrue(fault.getMessage().contains(reason), fault.getMessage());
  }

  @Test
  @DisplayName("is refused where it is missing, empty, or a line does not end")
  void noContent() throws IOException {
    assertThrows(StimulusException.class, () -> read(""));
    assertThrows(StimulusException.class, () -> read("\n \n"));
    String line = "1".repeat(BoundedLines.MAX_LINE + 1);
    assertTrue(
        assertThrows(StimulusException.class, () -> read("b\n" + line))
            .getMessage()
            .contains(":2: the line is longer"));
    InputLayout layout = new InputLayout(TWO_INPUTS, Range.CHIP);
    Path missing = folder.resolve("none.csv");
    assertThrows(
        StimulusException.class, () -> StimulusFile.read(missing, layout, Optional.empty()));
  }

  @Test
  @DisplayName("gives currents of 16 bits to neurons on the chip, and any beyond it")
  void range() throws IOException {
    Network direct = SampleNetworks.direct(1);
    String tooMuch = "in\n32768\n";
    assertEquals(1, read(direct, "in\n-32768\n", Range.CHIP).lastStep().getAsLong());
    assertTrue(
        assertThrows(StimulusException.class, () -> read(direct, tooMuch, Range.CHIP))
            .getMessage()
            .contains("takes currents of -32768 to 32767, not 32768"));
    assertEquals(1, read(direct, tooMuch, Range.BEYOND_CHIP).lastStep().getAsLong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step,input,channel,value\n1,a,0,5\n1,b,0,-1\n3,a,1,2\n",
        "step,a[0],a[1],b\n1,2,3,4\n5,6,7,8\n",
        "{\"step\": 1, \"values\": {\"a\": [4, 5]}, \"spikes\": {\"b\": [0]}}\n{\"step\": 9}\n"
      })
  @DisplayName("damaged anywhere is read or refused with its name, never worse")
  void damaged(String content) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 150; round++) {
      StringBuilder text = new StringBuilder(content);
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, (char) random.nextInt(1, 128));
          default -> text.insert(at, "0123456789,-[]{}\"\n".charAt(random.nextInt(18)));
        }
      }
      try {
        StimulusFile file = read(text.toString());
        play(file, 20);
      } catch (StimulusException e) {
        assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
      }
    }
  }

  private static List<String> schemaFaults(String line) throws IOException {
    try (InputStream in =
        StimulusFileTest.class.getResourceAsStream(
            "/dev/gondola/ground/schema/snn-input.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(line, InputFormat.JSON).stream().map(Object::toString).toList();
    }
  }
}
