package dev.gondola.sim.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sensors.RangeSample;
import dev.gondola.sensors.TfMiniS;
import dev.gondola.sim.plant.HeightSensorParameters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The simulated TFmini-S")
class SimTfMiniSTest {
  private static final long MS = 1_000_000;

  private final double[] height = {2.34};
  private final SimSerialLink link = new SimSerialLink("/dev/test", 4096);
  private final SimTfMiniS device =
      new SimTfMiniS(link, () -> height[0], HeightSensorParameters.CENTIMETRES);
  private final TfMiniS driver = new TfMiniS(link);
  private final RangeSample sample = new RangeSample();

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private byte[] received() {
    byte[] bytes = new byte[link.available()];
    link.read(bytes, 0, bytes.length);
    return bytes;
  }

  @Test
  @DisplayName("sends the manual's frame: header, cm, strength, temperature, sum, low bytes first")
  void frame() {
    device.advanceTo(0);
    // 234 cm = 0x00EA, strength 1000 = 0x03E8, (25 + 256) * 8 = 2248 = 0x08C8
    assertArrayEquals(bytes(0x59, 0x59, 0xEA, 0x00, 0xE8, 0x03, 0xC8, 0x08, 0x57), received());
  }

  @Test
  @DisplayName("sends 100 frames a second from time 0 on")
  void rate() {
    device.advanceTo(0);
    assertEquals(9, received().length);
    device.advanceTo(9 * MS);
    assertEquals(0, received().length);
    device.advanceTo(10 * MS);
    assertEquals(9, received().length);
    device.advanceTo(1000 * MS);
    assertEquals(99 * 9, received().length);
  }

  @Test
  @DisplayName("gives the driver every centimetre as it is")
  void everyCentimetre() {
    for (int cm = 10; cm <= 1200; cm++) {
      height[0] = cm / 100.0 + 0.0049;
      device.advanceTo(cm * 10L * MS);
      assertTrue(driver.poll(cm, sample));
      assertEquals(cm / 100.0, sample.rangeM);
    }
  }

  @Test
  @DisplayName("sends a weak sample beyond 12 m and where one is missing, and 0 below the floor")
  void notSeen() {
    height[0] = 12.01;
    device.advanceTo(0);
    assertFalse(driver.poll(0, sample));
    assertEquals(1, driver.unreliableSamples());
    height[0] = -3;
    device.advanceTo(10 * MS);
    assertArrayEquals(bytes(0x59, 0x59, 0, 0), java.util.Arrays.copyOf(received(), 4));

    SimTfMiniS blind = new SimTfMiniS(link, () -> 1, new HeightSensorParameters(0.01, 0, 1, 0));
    blind.advanceTo(0);
    assertFalse(driver.poll(0, sample));
    assertEquals(2, driver.unreliableSamples());
  }

  @Test
  @DisplayName("obeys the driver's commands")
  void commands() {
    assertTrue(driver.requestFirmwareVersion());
    assertTrue(driver.setFrameRate(250));
    assertTrue(driver.setOutputCentimetres());
    assertTrue(driver.saveSettings());
    device.advanceTo(0);
    driver.poll(0, sample);
    assertEquals("3.2.1", driver.firmwareVersion());
    assertEquals(250, driver.frameRateHz());
    assertTrue(driver.isInCentimetres());
    assertTrue(driver.isSaved());
    long before = driver.frames();
    device.advanceTo(1000 * MS);
    driver.poll(0, sample);
    assertEquals(250, driver.frames() - before);
  }

  @Test
  @DisplayName("can be set to millimetres")
  void millimetres() {
    byte[] command = bytes(0x5A, 0x05, 0x05, 0x06, 0x6A);
    assertTrue(link.write(command, 0, command.length));
    device.advanceTo(0);
    byte[] answer = received();
    assertArrayEquals(command, java.util.Arrays.copyOf(answer, 5));
    assertEquals(2340, (answer[7] & 0xFF) | (answer[8] & 0xFF) << 8);
  }

  @Test
  @DisplayName("ignores noise on its line and still obeys afterwards")
  void noise() {
    SplittableRandom random = new SplittableRandom(4);
    byte[] noise = new byte[500];
    for (int i = 0; i < 200; i++) {
      random.nextBytes(noise);
      link.write(noise, 0, noise.length);
      device.advanceTo(0);
      received();
    }
    byte[] flush = new byte[8];
    link.write(flush, 0, flush.length);
    assertTrue(driver.setFrameRate(10));
    device.advanceTo(0);
    driver.poll(0, sample);
    assertEquals(10, driver.frameRateHz());
  }

  @Test
  @DisplayName("loses frames that nobody reads, as a UART does")
  void overflow() {
    device.advanceTo(10_000 * MS);
    assertEquals(4096, link.available());
    assertEquals(1001 * 9 - 4096, link.lostBytes());
    assertTrue(driver.poll(0, sample));
  }
}
