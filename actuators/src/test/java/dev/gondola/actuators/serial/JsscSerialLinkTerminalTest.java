package dev.gondola.actuators.serial;

import static dev.gondola.actuators.testing.Waiting.waitFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.actuators.testing.PseudoTerminals;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A serial link over a real pseudo terminal")
class JsscSerialLinkTerminalTest {
  private PseudoTerminals terminals;
  private JsscSerialLink link;

  @BeforeEach
  void plugIn(@TempDir Path folder) throws IOException {
    terminals = new PseudoTerminals(folder);
    link =
        new JsscSerialLink(
            new JsscSerialConfig(
                terminals.ours().toString(),
                115200,
                131072,
                65536,
                200_000,
                1_000_000,
                10_000_000));
  }

  @AfterEach
  void unplug() throws IOException {
    if (link != null) {
      link.close();
      terminals.close();
    }
  }

  @Test
  @DisplayName("carries every byte value unchanged both ways")
  void carriesAllBytes() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (FileOutputStream device = new FileOutputStream(terminals.theirs().toFile());
        FileInputStream deviceIn = new FileInputStream(terminals.theirs().toFile())) {
      device.write(all);
      waitFor("256 bytes", () -> link.available() == 256);
      byte[] got = new byte[256];
      assertEquals(256, link.read(got, 0, 256));
      assertArrayEquals(all, got);

      assertTrue(link.write(all, 0, all.length));
      assertArrayEquals(all, deviceIn.readNBytes(256));
    }
  }

  @Test
  @DisplayName("carries a long stream whole")
  void carriesALongStream() throws Exception {
    byte[] sent = new byte[100_000];
    new SplittableRandom(3).nextBytes(sent);
    Thread device =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (FileOutputStream out = new FileOutputStream(terminals.theirs().toFile())) {
                    out.write(sent);
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    byte[] got = new byte[sent.length];
    int[] count = {0};
    waitFor(
        "the stream",
        () -> {
          count[0] += link.read(got, count[0], got.length - count[0]);
          return count[0] == got.length;
        });
    device.join();
    assertArrayEquals(sent, got);
    assertEquals(0, link.bytesLost());
  }

  @Test
  @DisplayName("notices the hang-up, and opens the device again when it is back")
  void survivesUnplugging() throws IOException {
    assertTrue(link.isUp());
    terminals.unplug();
    waitFor("the hang-up", () -> !link.isUp());
    assertFalse(link.write(new byte[1], 0, 1));
    waitFor("a missing device", () -> link.lastFault().contains("not found; is it plugged in"));

    terminals.plugIn();
    waitFor("reopening", link::isUp);
    try (FileOutputStream device = new FileOutputStream(terminals.theirs().toFile())) {
      device.write(7);
      waitFor("a byte", () -> link.available() == 1);
    }
    assertEquals(2, link.openings());
  }

  @Test
  @DisplayName("says when the name is no serial device")
  void notASerialDevice(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (JsscSerialLink wrong = new JsscSerialLink(JsscSerialConfig.of(file.toString(), 9600))) {
      assertFalse(wrong.isUp());
      assertEquals("serial device " + file + ": not a serial device", wrong.lastFault());
    }
  }

  @Test
  @DisplayName("closes though the other end takes no bytes, and leaves no thread when that is gone")
  void closesThoughNobodyReads() throws IOException {
    byte[] message = new byte[4096];
    // Nobody reads the other end: kernel and socat take some, then a write waits and the queue
    // fills.
    waitFor("a full queue", () -> !link.write(message, 0, message.length) && isStuck());
    link.close();
    assertFalse(link.isUp());
    terminals.unplug();
    waitFor("the end of the threads", () -> threads() == 0);
  }

  private long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith(link.name()))
        .count();
  }

  private boolean isStuck() {
    long sent = link.bytesSent();
    LockSupport.parkNanos(50_000_000);
    return sent == link.bytesSent();
  }
}
