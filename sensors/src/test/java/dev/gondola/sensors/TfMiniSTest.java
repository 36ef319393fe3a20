package dev.gondola.sensors;

import static dev.gondola.sensors.TfMiniSFrames.bytes;
import static dev.gondola.sensors.TfMiniSFrames.data;
import static dev.gondola.sensors.TfMiniSFrames.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sensors.testing.Allocation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The TFmini-S driver")
class TfMiniSTest {
  private final FakeSerialLink link = new FakeSerialLink();
  private final TfMiniS sensor = new TfMiniS(link);
  private final RangeSample sample = new RangeSample();

  @Test
  @DisplayName("gives the newest valid sample since the last poll, stamped with its time")
  void newestSample() {
    assertFalse(sensor.poll(1, sample));
    assertEquals(0, sample.timeNanos);

    link.receive(join(data(120), data(123, 456, 2368), data(65535, 50, 2376)));
    assertTrue(sensor.poll(7, sample));
    assertEquals(7, sample.timeNanos);
    assertEquals(1.23, sample.rangeM);
    assertEquals(456, sample.strength);
    assertEquals(41, sensor.temperatureC());

    assertFalse(sensor.poll(8, sample));
    assertEquals(7, sample.timeNanos);
  }

  @Test
  @DisplayName("puts a frame together that arrives in pieces")
  void splitFrame() {
    byte[] frame = data(200);
    for (int i = 0; i < 8; i++) {
      link.receive(frame[i]);
      assertFalse(sensor.poll(i, sample));
    }
    link.receive(frame[8]);
    assertTrue(sensor.poll(8, sample));
    assertEquals(2.0, sample.rangeM);
  }

  @ParameterizedTest(name = "distance {0}, strength {1}: {2}")
  @CsvSource({
    "10, 100, valid",
    "1200, 65534, valid",
    "30, 1000, valid",
    "9, 1000, out of range",
    "0, 1000, out of range",
    "1201, 1000, out of range",
    "65533, 1000, out of range",
    "100, 99, unreliable",
    "100, 0, unreliable",
    "100, 65535, unreliable",
    "65535, 1000, unreliable",
    "65534, 65535, unreliable",
    "65534, 1000, unreliable",
    "65532, 1000, unreliable"
  })
  @DisplayName("tells valid samples from others by the manual's limits")
  void validity(int distance, int strength, String verdict) {
    link.receive(data(distance, strength, 2368));
    assertEquals(verdict.equals("valid"), sensor.poll(0, sample));
    assertEquals(verdict.equals("unreliable") ? 1 : 0, sensor.unreliableSamples());
    assertEquals(verdict.equals("out of range") ? 1 : 0, sensor.outOfRangeSamples());
    assertEquals(1, sensor.frames());
  }

  @Test
  @DisplayName("counts what it could not read")
  void counts() {
    byte[] spoilt = data(100);
    spoilt[8]++;
    link.receive(join(bytes(1, 2, 3), spoilt, data(100)));
    assertTrue(sensor.poll(0, sample));
    assertEquals(12, sensor.skippedBytes());
    assertTrue(sensor.checksumErrors() >= 1);
    assertEquals(1, sensor.frames());
  }

  @Test
  @DisplayName("sends the commands of the manual's table 12 and takes in the replies")
  void commands() {
    assertTrue(sensor.requestFirmwareVersion());
    assertArrayEquals(bytes(0x5A, 0x04, 0x01, 0x5F), link.takeWritten());
    assertTrue(sensor.setFrameRate(1000));
    assertArrayEquals(bytes(0x5A, 0x06, 0x03, 0xE8, 0x03, 0x4E), link.takeWritten());
    assertTrue(sensor.setOutputCentimetres());
    assertArrayEquals(bytes(0x5A, 0x05, 0x05, 0x01, 0x65), link.takeWritten());
    assertTrue(sensor.saveSettings());
    assertArrayEquals(bytes(0x5A, 0x04, 0x11, 0x6F), link.takeWritten());
    assertEquals("", sensor.firmwareVersion());
    assertEquals(-1, sensor.frameRateHz());
    assertFalse(sensor.isInCentimetres());
    assertFalse(sensor.isSaved());

    link.receive(bytes(0x5A, 0x07, 0x01, 0x01, 0x02, 0x03, 0x68));
    link.receive(data(100));
    link.receive(bytes(0x5A, 0x06, 0x03, 0xE8, 0x03, 0x4E));
    link.receive(bytes(0x5A, 0x05, 0x05, 0x01, 0x65));
    link.receive(bytes(0x5A, 0x05, 0x11, 0x00, 0x6F));
    assertTrue(sensor.poll(0, sample));
    assertEquals("3.2.1", sensor.firmwareVersion());
    assertEquals(1000, sensor.frameRateHz());
    assertTrue(sensor.isInCentimetres());
    assertTrue(sensor.isSaved());
  }

  @Test
  @DisplayName("does not take a failed save or another format for success")
  void refusals() {
    link.receive(bytes(0x5A, 0x05, 0x11, 0x01, 0x71));
    link.receive(bytes(0x5A, 0x05, 0x05, 0x06, 0x6A));
    link.receive(bytes(0x5A, 0x05, 0x07, 0x01, 0x67));
    assertFalse(sensor.poll(0, sample));
    assertFalse(sensor.isSaved());
    assertFalse(sensor.isInCentimetres());
    assertEquals(3, sensor.frames());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, 300, 1001})
  @DisplayName("refuses frame rates the device cannot have")
  void refusesFrameRates(int hertz) {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> sensor.setFrameRate(hertz))
            .getMessage()
            .startsWith("TFmini-S: a frame rate of " + hertz + " Hz is impossible"));
  }

  @Test
  @DisplayName("tells that a command was not queued on a link that is down")
  void linkDown() {
    link.close();
    assertFalse(sensor.requestFirmwareVersion());
    assertFalse(sensor.poll(0, sample));
  }

  @Test
  @DisplayName("allocates nothing when polled, whatever arrives")
  void allocatesNothing() {
    byte[] spoilt = data(100);
    spoilt[4]++;
    byte[] stream =
        join(data(100), spoilt, bytes(0x5A, 0x05, 0x05, 0x01, 0x65), data(65535, 0, 0), data(2));
    long allocated =
        Allocation.fewestBytes(
            () -> {
              for (int tick = 0; tick < 100_000; tick++) {
                link.receive(stream);
                sensor.poll(tick, sample);
              }
            });
    assertEquals(0, allocated);
    assertEquals(1.0, sample.rangeM);
  }
}
