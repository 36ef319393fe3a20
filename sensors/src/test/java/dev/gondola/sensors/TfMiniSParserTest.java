package dev.gondola.sensors;

import static dev.gondola.sensors.TfMiniSFrames.bytes;
import static dev.gondola.sensors.TfMiniSFrames.data;
import static dev.gondola.sensors.TfMiniSFrames.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The TFmini-S parser")
class TfMiniSParserTest {
  private final List<String> found = new ArrayList<>();
  private final TfMiniSParser parser =
      new TfMiniSParser(
          new TfMiniSParser.Sink() {
            @Override
            public void onData(int distance, int strength, int temperature) {
              found.add("data " + distance + " " + strength + " " + temperature);
            }

            @Override
            public void onReply(int command, byte[] bytes, int offset, int length) {
              found.add(
                  "reply %02x ".formatted(command)
                      + HexFormat.of().formatHex(bytes, offset, offset + length));
            }
          });

  private void feed(byte... stream) {
    for (byte b : stream) {
      parser.accept(b);
    }
  }

  @Test
  @DisplayName("reads a data frame byte by byte as the manual lays it out")
  void readsDataFrame() {
    // 0x012C = 300 cm, strength 0x03E8 = 1000, temperature 0x0940 = 2368 (40 degrees Celsius).
    feed(bytes(0x59, 0x59, 0x2C, 0x01, 0xE8, 0x03, 0x40, 0x09, 0x13));
    assertEquals(List.of("data 300 1000 2368"), found);
    assertEquals(1, parser.frames());
    assertEquals(0, parser.checksumErrors());
    assertEquals(0, parser.skippedBytes());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "5a070101020368 -> reply 01 010203",
        "5a060364 00c7 -> reply 03 6400",
        "5a05050165 -> reply 05 01",
        "5a0511006f -> reply 11 00",
        "5a05110070 -> reply 11 00",
        "5a05110170 -> reply 11 01",
        "5a05020060 -> reply 02 00",
        "5a0510016f -> reply 10 01",
        "5a0806 00c20100 2b -> reply 06 00c20100"
      })
  @DisplayName("reads the replies of the manual's table 12")
  void readsReplies(String example) {
    String[] parts = example.split(" -> ", -1);
    feed(HexFormat.of().parseHex(parts[0].replace(" ", "")));
    assertEquals(List.of(parts[1]), found);
  }

  @Test
  @DisplayName("takes a sum that is one too small for status replies only")
  void quirkIsForStatusRepliesOnly() {
    feed(bytes(0x5A, 0x05, 0x05, 0x01, 0x64));
    feed(new byte[9]);
    assertEquals(List.of(), found);
  }

  @Test
  @DisplayName("finds a frame right behind another one that was cut off or spoilt")
  void resynchronises() {
    byte[] good = data(123);
    byte[] spoilt = data(99);
    spoilt[3] ^= 0x10;
    feed(join(Arrays.copyOf(data(50), 5), good, spoilt, good));
    assertEquals(2, found.size());
    assertEquals("data 123 1000 2368", found.getLast());
    assertEquals(2, parser.frames());
    assertEquals(5 + 9, parser.skippedBytes());
    assertTrue(parser.checksumErrors() >= 2);
  }

  @Test
  @DisplayName("is not misled by header bytes within garbage and within frames")
  void headersInsideFrames() {
    byte[] allHeaders = data(0x5959, 0x5959, 0x5959);
    feed(join(bytes(0x59), bytes(0x5A, 0x07), bytes(0x59), allHeaders, data(7)));
    assertEquals("data 7 1000 2368", found.getLast());
    assertTrue(found.contains("data " + 0x5959 + " " + 0x5959 + " " + 0x5959));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("delivers every good frame of a stream with noise between frames, in order")
  void noiseBetweenFrames(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      // Noise without header bytes cannot make a frame; it may be of any length.
      byte[] noise = new byte[random.nextInt(30)];
      for (int n = 0; n < noise.length; n++) {
        noise[n] = (byte) random.nextInt(0x59);
      }
      int distance = random.nextInt(1 << 16);
      int strength = random.nextInt(1 << 16);
      int temperature = random.nextInt(1 << 16);
      sent.add("data " + distance + " " + strength + " " + temperature);
      feed(join(noise, data(distance, strength, temperature)));
    }
    assertEquals(sent, found);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("survives mutated streams, accounts for every byte and recovers afterwards")
  void survivesMutations(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] stream = new byte[0];
    for (int i = 0; i < 100; i++) {
      stream = join(stream, data(random.nextInt(1300)), bytes(0x5A, 0x05, 0x05, 0x01, 0x65));
    }
    for (int i = 0; i < stream.length / 20; i++) {
      stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
    }
    feed(stream);
    feed(new byte[9]);
    long framed = found.stream().mapToInt(frame -> frame.startsWith("data") ? 9 : 5).sum();
    assertEquals(stream.length + 9, framed + parser.skippedBytes());

    feed(data(321));
    assertEquals("data 321 1000 2368", found.getLast());
  }
}
