package dev.gondola.actuators.serial;

import static dev.gondola.actuators.testing.Waiting.waitFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.actuators.testing.Allocation;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A serial link over a faulty device")
class JsscSerialLinkTest {
  private static final JsscSerialConfig CONFIG =
      new JsscSerialConfig("fake", 115200, 64, 64, 200_000, 1_000_000, 2_000_000);

  private final List<FakePort> opened = new CopyOnWriteArrayList<>();
  private volatile boolean missing;
  private JsscSerialLink link;

  private JsscSerialLink link() {
    link = new JsscSerialLink(CONFIG, this::openFake);
    return link;
  }

  private PortOpener.Port openFake() throws IOException {
    if (missing) {
      throw new IOException("fake: not found");
    }
    FakePort port = new FakePort();
    opened.add(port);
    return port;
  }

  @AfterEach
  void close() {
    if (link != null) {
      link.close();
    }
  }

  @Test
  @DisplayName("is up at once when the device is there, and passes bytes both ways")
  void passesBytes() {
    assertTrue(link().isUp());
    byte[] buffer = new byte[10];
    assertEquals(0, link.read(buffer, 0, 10));

    opened.getFirst().receive((byte) 1, (byte) 2, (byte) 3);
    waitFor("bytes", () -> link.available() == 3);
    assertEquals(2, link.read(buffer, 4, 2));
    assertArrayEquals(new byte[] {0, 0, 0, 0, 1, 2, 0, 0, 0, 0}, buffer);
    assertEquals(1, link.available());

    assertTrue(link.write(new byte[] {9, 8, 7, 6}, 1, 2));
    waitFor("sending", () -> link.bytesSent() == 2);
    assertArrayEquals(new byte[] {8, 7}, opened.getFirst().written());
    assertEquals(3, link.bytesReceived());
    assertEquals("", link.lastFault());
  }

  @Test
  @DisplayName("waits for a missing device and tells what is wrong meanwhile")
  void waitsForTheDevice() {
    missing = true;
    assertFalse(link().isUp());
    assertFalse(link.write(new byte[1], 0, 1));
    assertEquals("fake: not found", link.lastFault());
    missing = false;
    waitFor("opening", link::isUp);
    assertEquals(1, link.openings());
  }

  @Test
  @DisplayName("closes and reopens a device that hangs up")
  void reopens() {
    link();
    opened.getFirst().hangUp();
    waitFor("reopening", () -> link.openings() == 2 && link.isUp());
    assertTrue(opened.getFirst().isClosed());
    assertEquals("fake: hung up", link.lastFault());
    opened.getLast().receive((byte) 5);
    waitFor("a byte", () -> link.available() == 1);
  }

  @Test
  @DisplayName("throws away what was queued for a device that then hung up")
  void sendsNothingStale() {
    link();
    FakePort first = opened.getFirst();
    first.writesWait = true;
    link.write(new byte[] {1}, 0, 1);
    waitFor("the write", () -> first.writeStarted.getCount() == 0);
    link.write(new byte[] {2, 3, 4}, 0, 3);

    first.hangUp();
    waitFor("reopening", () -> link.openings() == 2 && link.isUp());
    assertTrue(link.write(new byte[] {5}, 0, 1));
    waitFor("sending", () -> opened.getLast().written().length > 0);

    assertArrayEquals(new byte[] {5}, opened.getLast().written());
  }

  @Test
  @DisplayName("refuses whole messages while a device takes no bytes, and never waits")
  void refusesWhenFull() {
    link();
    opened.getFirst().unsent = 5_000;
    assertTrue(link.write(new byte[60], 0, 60));
    assertFalse(link.write(new byte[5], 0, 5));
    assertTrue(link.write(new byte[4], 0, 4));
    assertTrue(link.isUp());

    opened.getFirst().unsent = 0;
    waitFor("sending", () -> link.bytesSent() == 64);
  }

  @Test
  @DisplayName("sends what is queued before it closes, such as a last stop command")
  void sendsBeforeClosing() {
    link();
    FakePort port = opened.getFirst();
    port.unsent = 5_000;
    assertTrue(link.write(new byte[] {1, 2, 3}, 0, 3));
    port.unsent = 0;
    link.close();
    assertArrayEquals(new byte[] {1, 2, 3}, port.written());
  }

  @Test
  @DisplayName("closes a device that takes no bytes, and throws away what it holds")
  void closesThoughNothingLeaves() {
    link();
    opened.getFirst().unsent = 5_000;
    link.write(new byte[1], 0, 1);
    link.close();
    assertTrue(opened.getFirst().isClosed());
    assertEquals(0, opened.getFirst().unsent);
    assertFalse(link.isUp());
  }

  @Test
  @DisplayName("closes though a write waits for ever")
  void closesThoughWriteWaits() {
    link();
    FakePort port = opened.getFirst();
    port.writesWait = true;
    link.write(new byte[1], 0, 1);
    waitFor("the write", () -> port.writeStarted.getCount() == 0);
    link.close();
    assertTrue(port.isClosed());
    assertFalse(link.isUp());
    port.hangUp();
    waitFor("the end of the thread", () -> threads() == 0);
  }

  @Test
  @DisplayName("ends a read that never ends, and reopens")
  void endsStuckRead() {
    link();
    opened.getFirst().readsNeverEnd = true;
    waitFor("reopening", () -> link.openings() == 2);
    assertTrue(opened.getFirst().isClosed());
  }

  @Test
  @DisplayName(
      "gives fresh bytes only to a caller that let the queue overflow, and counts the lost")
  void dropsStaleBytes() {
    link();
    FakePort port = opened.getFirst();
    port.receive(new byte[60]);
    waitFor("bytes", () -> link.bytesReceived() == 60);
    port.receive(new byte[10]);
    waitFor("overflow", () -> link.bytesReceived() == 70);

    assertEquals(0, link.available());
    assertEquals(70, link.bytesLost());
    port.receive((byte) 42);
    waitFor("a byte", () -> link.available() == 1);
    byte[] buffer = new byte[2];
    assertEquals(1, link.read(buffer, 0, 2));
    assertEquals(42, buffer[0]);
  }

  @Test
  @DisplayName("ends its threads and closes the device on close, also twice")
  void closes() {
    link();
    link.close();
    link.close();
    assertTrue(opened.getFirst().isClosed());
    assertFalse(link.isUp());
    assertFalse(link.write(new byte[1], 0, 1));
    assertEquals(0, threads());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith(" fake"))
        .count();
  }

  @Test
  @DisplayName("allocates nothing for the caller")
  void allocatesNothing() {
    link();
    byte[] buffer = new byte[16];
    long allocated =
        Allocation.fewestBytes(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                if (link.available() == 0) {
                  link.write(buffer, 0, 1 + i % 8);
                }
                link.read(buffer, 0, buffer.length);
              }
            });
    assertEquals(0, allocated);
    assertTrue(link.bytesSent() > 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5, 9601, 115201})
  @DisplayName("refuses baud rates that jSSC cannot set")
  void refusesOddBaudRates(int baud) {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> JsscSerialConfig.of("x", baud))
            .getMessage()
            .startsWith("serial device x: baud is " + baud));
  }

  @Test
  @DisplayName("names all faults of its configuration")
  void refusesBadConfig() {
    assertEquals(
        "serial device  : device is blank; receiveCapacity is 1, 64..1048576 is allowed;"
            + " sendCapacity is 99999999, 64..1048576 is allowed;"
            + " pollNanos is 1, 200000..1000000 is allowed;"
            + " reopenMaxNanos is 3, 1000000..4611686018427387903 is allowed",
        assertThrows(
                IllegalArgumentException.class,
                () -> new JsscSerialConfig(" ", 9600, 1, 99_999_999, 1, 1_000_000, 3))
            .getMessage());
  }
}
