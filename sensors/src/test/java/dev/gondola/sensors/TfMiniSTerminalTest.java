package dev.gondola.sensors;

import static dev.gondola.sensors.TfMiniSFrames.bytes;
import static dev.gondola.sensors.TfMiniSFrames.data;
import static dev.gondola.sensors.TfMiniSFrames.join;
import static dev.gondola.sensors.testing.Waiting.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.actuators.serial.JsscSerialConfig;
import dev.gondola.actuators.serial.JsscSerialLink;
import dev.gondola.sensors.estimate.RangeHeightEstimator;
import dev.gondola.sensors.testing.PseudoTerminals;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The TFmini-S driver through jSSC over a real pseudo terminal")
class TfMiniSTerminalTest {
  private final RangeSample sample = new RangeSample();
  private PseudoTerminals terminals;
  private JsscSerialLink link;
  private TfMiniS sensor;
  private long now;

  @BeforeEach
  void plugIn(@TempDir Path folder) throws IOException {
    terminals = new PseudoTerminals(folder);
    link =
        new JsscSerialLink(
            new JsscSerialConfig(
                terminals.ours().toString(),
                TfMiniS.BAUD,
                65536,
                4096,
                200_000,
                1_000_000,
                10_000_000));
    sensor = new TfMiniS(link);
  }

  @AfterEach
  void unplug() throws IOException {
    if (link != null) {
      link.close();
      terminals.close();
    }
  }

  private boolean poll() {
    return sensor.poll(++now, sample);
  }

  @Test
  @DisplayName("reads every frame that a device program writes, whole or in pieces, amid garbage")
  void readsFrames() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    int frames = 200;
    int garbage = 0;
    try (FileOutputStream device = new FileOutputStream(terminals.theirs().toFile())) {
      for (int i = 0; i < frames; i++) {
        byte[] noise = new byte[random.nextInt(12)];
        for (int n = 0; n < noise.length; n++) {
          noise[n] = (byte) random.nextInt(0x59);
        }
        garbage += noise.length;
        byte[] frame = data(10 + i);
        int cut = random.nextInt(frame.length);
        device.write(noise);
        device.write(frame, 0, cut);
        device.write(frame, cut, frame.length - cut);
      }
    }
    waitFor(
        "all frames",
        () -> {
          poll();
          return sensor.frames() == frames;
        });
    assertEquals((10 + frames - 1) / 100.0, sample.rangeM);
    assertEquals(0, sensor.checksumErrors());
    assertEquals(garbage, sensor.skippedBytes());
    assertEquals(0, link.bytesLost());
  }

  @Test
  @DisplayName("configures a device that answers")
  void configures() throws IOException {
    try (FileInputStream deviceIn = new FileInputStream(terminals.theirs().toFile());
        FileOutputStream device = new FileOutputStream(terminals.theirs().toFile())) {
      assertTrue(sensor.requestFirmwareVersion());
      assertTrue(sensor.setFrameRate(50));
      assertEquals("5a04015f", HexFormat.of().formatHex(deviceIn.readNBytes(4)));
      assertEquals("5a0603320095", HexFormat.of().formatHex(deviceIn.readNBytes(6)));
      device.write(
          join(
              data(100),
              bytes(0x5A, 0x07, 0x01, 0x05, 0x00, 0x03, 0x6A),
              bytes(0x5A, 0x06, 0x03, 0x32, 0x00, 0x95)));
      waitFor(
          "the reply",
          () -> {
            poll();
            return sensor.frameRateHz() == 50;
          });
      assertEquals("3.0.5", sensor.firmwareVersion());
    }
  }

  @Test
  @DisplayName(
      "goes on after the device was unplugged in the middle of a frame and plugged in again")
  void survivesUnplugging() throws IOException {
    RangeHeightEstimator height = new RangeHeightEstimator(sensor);
    assertTrue(Double.isNaN(height.heightM()));
    assertEquals(Long.MIN_VALUE, height.sampleTimeNanos());

    try (FileOutputStream device = new FileOutputStream(terminals.theirs().toFile())) {
      device.write(join(data(150), Arrays.copyOf(data(999), 4)));
      waitFor("a height", () -> updated(height, 1.5));
      waitFor("the half frame", () -> link.bytesReceived() == 13);
    }
    terminals.unplug();
    waitFor("the hang-up", () -> !link.isUp());
    height.update(++now);
    assertEquals(1.5, height.heightM());
    assertTrue(height.sampleTimeNanos() < now);
    assertFalse(sensor.requestFirmwareVersion());

    terminals.plugIn();
    waitFor("reopening", link::isUp);
    try (FileOutputStream device = new FileOutputStream(terminals.theirs().toFile())) {
      device.write(data(160));
      waitFor("a height", () -> updated(height, 1.6));
    }
    assertEquals(4, sensor.skippedBytes());
  }

  private boolean updated(RangeHeightEstimator height, double wantedM) {
    height.update(++now);
    return height.heightM() == wantedM;
  }
}
