package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gondola.snn.NetworkException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Damaged NIR files. */
public final class NirMutations {
  private static final int FEW = 20_000;

  /** Files without checksums come more often: damage gets deeper into them. */
  private static final List<byte[]> FILES =
      Stream.of("old.nir", "nested.nir", "nested.nir", "lone.nir", "circle.nir", "kinds.nir")
          .map(NirReaderTest::bytes)
          .toList();

  private static final long[] NUMBERS = {
    0, 1, 2, 3, 7, 8, 127, 255, 256, 65535, 1 << 20, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1
  };

  private final SplittableRandom random;

  /** Makes a source of damaged files that depends on the seed alone. */
  public NirMutations(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns the next damaged file. */
  public byte[] next() {
    byte[] bytes = FILES.get(random.nextInt(FILES.size())).clone();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> bytes[at] = (byte) random.nextInt(256);
        case 3 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 4 -> number(bytes, at & ~3, random.nextBoolean() ? 4 : 8);
        case 5 -> Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0 : -1));
        case 6 -> {
          int from = random.nextInt(bytes.length - length + 1);
          System.arraycopy(bytes, from, bytes, at, length);
        }
        default -> {
          if (random.nextInt(8) == 0) {
            bytes = Arrays.copyOf(bytes, at + 1);
          }
        }
      }
    }
    return bytes;
  }

  private void number(byte[] bytes, int at, int length) {
    long number =
        random.nextInt(3) == 0
            ? 8L * random.nextInt(bytes.length / 8)
            : NUMBERS[random.nextInt(NUMBERS.length)];
    for (int i = 0; i < length && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (number >> (8 * i));
    }
  }

  /** Reads a file, and runs it if it is small; true if it is read, false if it is refused. */
  public static boolean read(byte[] bytes) {
    NirGraph graph;
    try {
      graph = NirReader.read("damaged", bytes);
    } catch (NetworkException expected) {
      assertFalse(expected.getMessage().isBlank());
      return false;
    }
    FlatGraph flat = FlatGraph.of(graph);
    NirShapes shapes = NirShapes.of(flat);
    NirFootprint footprint = NirFootprint.of(flat, shapes);
    assertFalse(footprint.connectionSparsity() > 1);
    try {
      if (elements(flat, shapes) < FEW) {
        NirRun run = new NirRun(graph, 1e-3);
        run.step();
      }
    } catch (NetworkException expected) {
      assertFalse(expected.getMessage().isBlank());
    }
    return true;
  }

  private static long elements(FlatGraph graph, NirShapes shapes) {
    long elements = 0;
    for (int i = 0; i < graph.size(); i++) {
      elements += (long) shapes.inputSize(i) + shapes.outputSize(i);
    }
    return elements;
  }
}
