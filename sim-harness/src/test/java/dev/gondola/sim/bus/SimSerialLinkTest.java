package dev.gondola.sim.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The simulated serial line")
class SimSerialLinkTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("brings all bytes in order, whatever the portions")
  void keepsOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SimSerialLink link = new SimSerialLink("/dev/test", 64);
    ArrayDeque<Byte> sent = new ArrayDeque<>();
    byte[] portion = new byte[64];
    for (int i = 0; i < 20_000; i++) {
      if (random.nextBoolean()) {
        random.nextBytes(portion);
        int length = random.nextInt(65 - link.available());
        link.deliver(portion, 0, length);
        for (int k = 0; k < length; k++) {
          sent.add(portion[k]);
        }
      } else {
        int count = link.read(portion, 3, random.nextInt(60));
        for (int k = 0; k < count; k++) {
          assertEquals(sent.remove(), portion[3 + k]);
        }
      }
      assertEquals(sent.size(), link.available());
    }
    assertEquals(0, link.lostBytes());
  }

  @Test
  @DisplayName("takes a message to the device whole or not at all")
  void allOrNone() {
    SimSerialLink link = new SimSerialLink("/dev/test", 4);
    byte[] three = {1, 2, 3};
    assertTrue(link.write(three, 0, 3));
    assertFalse(link.write(three, 0, 3));
    byte[] got = new byte[4];
    assertEquals(3, link.take(got, 0, 4));
    assertArrayEquals(new byte[] {1, 2, 3, 0}, got);
  }

  @Test
  @DisplayName("brings nothing while unplugged or closed")
  void down() {
    SimSerialLink link = new SimSerialLink("/dev/test", 8);
    byte[] two = {1, 2};
    link.deliver(two, 0, 2);
    link.setPlugged(false);
    assertFalse(link.isUp());
    assertEquals(0, link.available());
    assertFalse(link.write(two, 0, 2));
    link.deliver(two, 0, 2);
    assertEquals(2, link.lostBytes());
    link.setPlugged(true);
    assertEquals(0, link.available());
    link.deliver(two, 0, 2);
    assertEquals(2, link.available());
    link.close();
    assertFalse(link.isUp());
    assertEquals(0, link.read(two, 0, 2));
    assertEquals("/dev/test", link.name());
  }
}
