package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A damaged flight log")
class McapMutationTest {
  @TempDir private Path folder;

  @Test
  void isReadOrRefusedButNeverBreaksTheReader() throws IOException {
    Path file = folder.resolve("flight.mcap");
    Flights.fly(file, 20, Flights.smallChunks());
    byte[] good = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(1);
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = mutate(good, random);
      Files.write(file, bad);
      try {
        FlightRecording recording = FlightLogReader.read(file);
        assertTrue(recording.report().warnings().size() <= 2 * McapReader.MAX_WARNINGS);
        assertTrue(recording.ticks().size() <= 40, "ticks " + recording.ticks().size());
        read++;
      } catch (McapException refused) {
        assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
      }
    }
    assertTrue(read > 200, "read " + read);
  }

  /** Flips, overwrites, inserts or removes a few bytes. */
  private static byte[] mutate(byte[] good, SplittableRandom random) {
    byte[] bad = good.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bad.length);
      switch (random.nextInt(4)) {
        case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bad[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(bad, at, Math.min(bad.length, at + 8), (byte) 0xFF);
        default -> bad = cut(bad, at, Math.min(bad.length - at, random.nextInt(64)));
      }
    }
    return bad;
  }

  private static byte[] cut(byte[] bytes, int at, int length) {
    byte[] shorter = new byte[bytes.length - length];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
    return shorter;
  }
}
