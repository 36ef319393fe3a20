package dev.gondola.actuators.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A byte ring")
class ByteRingTest {

  @Test
  @DisplayName("takes all bytes of a message or none, and is full at its capacity")
  void allOrNone() {
    ByteRing ring = new ByteRing(64);
    assertTrue(ring.offer(new byte[60], 0, 60));
    assertFalse(ring.offer(new byte[5], 0, 5));
    assertEquals(60, ring.size());
    assertTrue(ring.offer(new byte[4], 0, 4));
    assertFalse(ring.offer(new byte[1], 0, 1));
    assertEquals(64, ring.clear());
    assertEquals(0, ring.size());
    assertFalse(ring.offer(new byte[65], 0, 65));
    assertTrue(ring.offer(new byte[64], 0, 64));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("behaves like a queue")
  void behavesLikeAQueue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ByteRing ring = new ByteRing(128);
    ArrayDeque<Byte> queue = new ArrayDeque<>();
    byte[] buffer = new byte[200];
    for (int step = 0; step < 20_000; step++) {
      int length = random.nextInt(100);
      if (random.nextBoolean()) {
        random.nextBytes(buffer);
        boolean fits = queue.size() + length <= 128;
        assertEquals(fits, ring.offer(buffer, 7, length));
        for (int i = 0; fits && i < length; i++) {
          queue.add(buffer[7 + i]);
        }
      } else {
        int count = ring.poll(buffer, 3, length);
        assertEquals(Math.min(length, queue.size()), count);
        for (int i = 0; i < count; i++) {
          assertEquals(queue.remove(), buffer[3 + i]);
        }
      }
      assertEquals(queue.size(), ring.size());
    }
  }

  @Test
  @DisplayName("hands bytes from one thread to another in order")
  void betweenThreads() throws InterruptedException {
    ByteRing ring = new ByteRing(64);
    int total = 200_000;
    byte[] got = new byte[total];
    Thread consumer =
        Thread.ofPlatform()
            .start(
                () -> {
                  int count = 0;
                  while (count < total) {
                    int some = ring.poll(got, count, total - count);
                    if (some == 0) {
                      LockSupport.parkNanos(1_000);
                    }
                    count += some;
                  }
                });
    byte[] sent = new byte[total];
    new SplittableRandom(1).nextBytes(sent);
    for (int at = 0; at < total; ) {
      int length = Math.min(1 + at % 13, total - at);
      if (ring.offer(sent, at, length)) {
        at += length;
      } else {
        LockSupport.parkNanos(1_000);
      }
    }
    consumer.join();
    assertArrayEquals(sent, got);
  }
}
