package dev.gondola.snn.io;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.nir.NirMutations;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With -Dgondola.mutations=N: so many files. */
@Tag("slow")
@DisplayName("Damaged network files of all formats")
class MutatedFilesTest {
  private static final int FILES = Integer.getInteger("gondola.mutations", 10_000);
  private static final long MIB = 1 << 20;

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS) // against hanging for ever
  @DisplayName("are read or refused with a reason, within bounded memory")
  void readOrRefused() {
    NirMutations nir = new NirMutations(3);
    SplittableRandom random = new SplittableRandom(3);
    byte[] network = NetworkJsonTest.VALID.getBytes(StandardCharsets.UTF_8);
    byte[] controller = ShippedController.json();
    int[] read = new int[3];
    long slowest = 0;
    for (int i = 0; i < FILES; i++) {
      long start = System.nanoTime();
      int kind = i % 20 == 0 ? 2 : i % 2;
      boolean good =
          switch (kind) {
            case 0 -> NirMutations.read(nir.next());
            case 1 -> network(MutationTest.mutate(network, random));
            default -> controller(MutationTest.mutate(controller, random));
          };
      read[kind] += good ? 1 : 0;
      slowest = Math.max(slowest, System.nanoTime() - start);
    }
    System.out.printf(
        "%d damaged files: read %d of NIR, %d networks, %d controllers, refused the others;"
            + " slowest %d ms, heap of at most %d MiB%n",
        FILES,
        read[0],
        read[1],
        read[2],
        TimeUnit.NANOSECONDS.toMillis(slowest),
        Runtime.getRuntime().maxMemory() / MIB);
    assertTrue(read[0] > 0 && read[1] > 0, "some damage goes unnoticed");
  }

  private static boolean network(byte[] bytes) {
    try {
      new FixedPointEngine(NetworkJson.read("m", JsonFiles.parseObject("m", bytes))).step();
      return true;
    } catch (NetworkException expected) {
      return false;
    }
  }

  private static boolean controller(byte[] bytes) {
    try {
      ControllerJson.read("m", JsonFiles.parseObject("m", bytes)).create().update(1, 0.5);
      return true;
    } catch (NetworkException expected) {
      return false;
    }
  }
}
