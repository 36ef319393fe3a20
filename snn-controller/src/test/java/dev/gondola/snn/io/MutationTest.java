package dev.gondola.snn.io;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.engine.FixedPointEngine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Damaged files")
class MutationTest {
  private static final String[] TOKENS = {
    "-1",
    "0",
    "1048576",
    "2147483647",
    "-2147483648",
    "4095",
    "1e999",
    "null",
    "[]",
    "{}",
    "[[]]",
    "\"\"",
    "true",
    "[1,2,3]",
    "\"lif-reset\"",
    "99999999999999999999"
  };

  @Test
  @DisplayName("of networks are read or refused, 20,000 of them; what is read can run")
  void networks() {
    int read = 0;
    byte[] valid = NetworkJsonTest.VALID.getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = mutate(valid, random);
      try {
        Network network = NetworkJson.read("m", JsonFiles.parseObject("m", damaged));
        new FixedPointEngine(network).step();
        read++;
      } catch (NetworkException expected) {
        assertTrue(!expected.getMessage().isBlank());
      }
    }
    assertTrue(read > 500 && read < 19_000, "read " + read);
  }

  @Test
  @DisplayName("of controllers are read or refused, 2,000 of them; what is read can run")
  void controllers() {
    int read = 0;
    byte[] valid = ShippedController.json();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = mutate(valid, random);
      try {
        ControllerSpec spec = ControllerJson.read("m", JsonFiles.parseObject("m", damaged));
        spec.create().update(1, 0.5);
        read++;
      } catch (NetworkException expected) {
        assertTrue(!expected.getMessage().isBlank());
      }
    }
    assertTrue(read > 50 && read < 1_900, "read " + read);
  }

  @Test
  @DisplayName("of controllers with any coders are read or refused, 5,000 of them; all read run")
  void coders() {
    int read = 0;
    String[] valid = {
      ControllerJsonTest.coded(
          "\"kind\": \"population\", \"resolution\": 1, \"curve\": \"gaussian\", \"peak\": 5, "
              + "\"width\": 2, \"centers\": [0, 1, 2, 3]",
          "\"kind\": \"population-vector\", \"unit\": 1, \"preferred\": [0, 1, 2, 3]"),
      ControllerJsonTest.coded(
          "\"kind\": \"delta\", \"resolution\": 1, \"thresholds\": [1, 2]",
          "\"kind\": \"ternary-count\", \"unit\": 1, \"channels\": 4"),
      ControllerJsonTest.coded(
          "\"kind\": \"latency\", \"resolution\": 1, \"minimum\": 1, \"fullScales\": [9, 9]",
          "\"kind\": \"first-spike\", \"unit\": 1, \"weights\": [0, 1, 2, 3]"),
      ControllerJsonTest.coded(
          "\"kind\": \"event-stream\", \"width\": 4, \"height\": 4, \"cell\": 2, "
              + "\"polarities\": 1, \"limit\": 1",
          ControllerJsonTest.PAIRED_OUT),
      ControllerJsonTest.coded(ControllerJsonTest.PAIRED_IN, ControllerJsonTest.PAIRED_OUT)
    };
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = mutate(valid[i % 5].getBytes(StandardCharsets.UTF_8), random);
      try {
        ControllerSpec spec = ControllerJson.read("m", JsonFiles.parseObject("m", damaged));
        spec.create().update(1, 0.5);
        read++;
      } catch (NetworkException expected) {
        assertTrue(!expected.getMessage().isBlank());
      }
    }
    assertTrue(read > 200 && read < 4_000, "read " + read);
  }

  static byte[] mutate(byte[] valid, SplittableRandom random) {
    byte[] bytes = valid.clone();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(10)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1, 2, 3, 4 -> bytes[value(bytes, at)] = (byte) ('0' + random.nextInt(10));
        case 5 -> bytes = cut(bytes, at, random.nextInt(12), "");
        case 6 -> bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(40)));
        default -> {
          int end = value(bytes, at);
          bytes = cut(bytes, end, digits(bytes, end), TOKENS[random.nextInt(TOKENS.length)]);
        }
      }
    }
    return bytes;
  }

  /** Start of the next number at or after a place, or the place itself. */
  private static int value(byte[] bytes, int at) {
    for (int i = at; i < bytes.length; i++) {
      if (Character.isDigit(bytes[i])) {
        return i;
      }
    }
    return at;
  }

  private static int digits(byte[] bytes, int at) {
    int n = 0;
    while (at + n < bytes.length && Character.isDigit(bytes[at + n])) {
      n++;
    }
    return n;
  }

  private static byte[] cut(byte[] bytes, int at, int length, String instead) {
    int end = Math.min(bytes.length, at + length);
    byte[] middle = instead.getBytes(StandardCharsets.UTF_8);
    byte[] result = new byte[at + middle.length + bytes.length - end];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(middle, 0, result, at, middle.length);
    System.arraycopy(bytes, end, result, at + middle.length, bytes.length - end);
    return result.length == 0 ? new byte[1] : result;
  }
}
