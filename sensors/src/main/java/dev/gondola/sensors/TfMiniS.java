package dev.gondola.sensors;

import dev.gondola.actuators.serial.SerialLink;
import java.util.Objects;

/**
 * Benewake TFmini-S lidar on a serial line, 115200 baud, 8 data bits, no parity, 1 stop bit. Source
 * of all numbers: Benewake, TFmini-S Product Manual, SJ-PM-TFmini-S A00 and A01.
 *
 * <p>A sample is valid if its strength is 100..65534 (section 5.4: below 100 the distance is
 * unreliable, 65535 is saturation), the distance is none of the special values 65535 (too weak),
 * 65534 (saturated) and 65532 (too much ambient light), and it lies within 0.1..12 m, the operating
 * range. Accuracy is 6 cm up to 6 m and 1 percent beyond, resolution 1 cm.
 *
 * <p>{@link #poll} allocates nothing. The commands queue a message each and are for start-up and
 * service; {@code poll} takes in the replies. All methods are for the one thread that polls.
 */
public final class TfMiniS implements RangeSensor {
  /** Baud rate of a device as delivered. */
  public static final int BAUD = 115200;

  /** Shortest distance it measures, m. */
  public static final double MIN_RANGE_M = 0.1;

  /** Longest distance it measures, m. */
  public static final double MAX_RANGE_M = 12;

  private static final int MIN_CENTIMETRES = 10;
  private static final int MAX_CENTIMETRES = 1200;
  private static final double CENTIMETRES_PER_METRE = 100;
  private static final int MIN_STRENGTH = 100;
  private static final int SATURATED_STRENGTH = 65535;
  private static final int TOO_WEAK = 65535;
  private static final int SATURATED = 65534;
  private static final int TOO_BRIGHT = 65532;
  private static final int MAX_FRAME_RATE_HZ = 1000;
  private static final int NONE = -1;

  private final SerialLink link;
  private final TfMiniSParser parser = new TfMiniSParser(new Receiver());
  private final byte[] buffer = new byte[256];

  private boolean fresh;
  private int newestCentimetres;
  private int newestStrength;
  private double temperatureC = Double.NaN;
  private long unreliableSamples;
  private long outOfRangeSamples;

  private String firmwareVersion = "";
  private int frameRateHz = NONE;
  private int outputFormat = NONE;
  private int saveStatus = NONE;

  /** Makes a driver for a device at the other end of a link; sends nothing. */
  public TfMiniS(SerialLink link) {
    this.link = Objects.requireNonNull(link, "link");
  }

  @Override
  public boolean poll(long nowNanos, RangeSample sample) {
    fresh = false;
    // Only what is there now: a device that floods the line cannot hold the caller.
    int left = link.available();
    while (left > 0) {
      int count = link.read(buffer, 0, Math.min(left, buffer.length));
      if (count <= 0) {
        break;
      }
      for (int i = 0; i < count; i++) {
        parser.accept(buffer[i]);
      }
      left -= count;
    }
    if (fresh) {
      sample.timeNanos = nowNanos;
      sample.rangeM = newestCentimetres / CENTIMETRES_PER_METRE;
      sample.strength = newestStrength;
    }
    return fresh;
  }

  private final class Receiver implements TfMiniSParser.Sink {

    @Override
    public void onData(int distance, int strength, int temperature) {
      temperatureC = temperature / 8.0 - 256;
      if (strength < MIN_STRENGTH
          || strength == SATURATED_STRENGTH
          || distance == TOO_WEAK
          || distance == SATURATED
          || distance == TOO_BRIGHT) {
        unreliableSamples++;
      } else if (distance < MIN_CENTIMETRES || distance > MAX_CENTIMETRES) {
        outOfRangeSamples++;
      } else {
        newestCentimetres = distance;
        newestStrength = strength;
        fresh = true;
      }
    }

    @Override
    public void onReply(int command, byte[] bytes, int offset, int length) {
      int first = bytes[offset] & 0xFF;
      switch (command) {
        case TfMiniSCommand.FIRMWARE_VERSION -> {
          if (length == 3) {
            firmwareVersion =
                (bytes[offset + 2] & 0xFF) + "." + (bytes[offset + 1] & 0xFF) + "." + first;
          }
        }
        case TfMiniSCommand.FRAME_RATE -> {
          if (length == 2) {
            frameRateHz = first | (bytes[offset + 1] & 0xFF) << 8;
          }
        }
        case TfMiniSCommand.OUTPUT_FORMAT -> outputFormat = first;
        case TfMiniSCommand.SAVE -> saveStatus = first;
        default -> {
          // A reply to a command that this driver does not send says nothing about the range.
        }
      }
    }
  }

  /**
   * Asks for the firmware version; {@link #firmwareVersion} has it once the reply is in.
   *
   * @return whether the command was queued; if not, the link is down or full
   */
  public boolean requestFirmwareVersion() {
    return send(TfMiniSCommand.bytes(TfMiniSCommand.FIRMWARE_VERSION));
  }

  /**
   * Sets how many frames come per second; 100 as delivered. {@link #frameRateHz} has the rate once
   * the device confirms.
   *
   * @param hertz 1..1000, a divisor of 1000
   * @return whether the command was queued; if not, the link is down or full
   * @throws IllegalArgumentException if the device cannot have this rate
   */
  public boolean setFrameRate(int hertz) {
    if (hertz < 1 || hertz > MAX_FRAME_RATE_HZ || MAX_FRAME_RATE_HZ % hertz != 0) {
      throw new IllegalArgumentException(
          "TFmini-S: a frame rate of %d Hz is impossible, it must be a divisor of 1000"
              .formatted(hertz));
    }
    frameRateHz = NONE;
    return send(TfMiniSCommand.bytes(TfMiniSCommand.FRAME_RATE, hertz & 0xFF, hertz >> 8));
  }

  /**
   * Makes the device send distances in centimetres, as it does when delivered. One that was set to
   * millimetres gives values ten times too large: {@link #isInCentimetres} tells once the device
   * confirms.
   *
   * @return whether the command was queued; if not, the link is down or full
   */
  public boolean setOutputCentimetres() {
    outputFormat = NONE;
    return send(
        TfMiniSCommand.bytes(TfMiniSCommand.OUTPUT_FORMAT, TfMiniSCommand.FORMAT_CENTIMETRES));
  }

  /**
   * Makes the device keep its settings over a power cycle; the manual asks for this after every
   * change. {@link #isSaved} tells once the device confirms, after up to 2 s.
   *
   * @return whether the command was queued; if not, the link is down or full
   */
  public boolean saveSettings() {
    saveStatus = NONE;
    return send(TfMiniSCommand.bytes(TfMiniSCommand.SAVE));
  }

  private boolean send(byte[] command) {
    return link.write(command, 0, command.length);
  }

  /** Returns the firmware version the device has told, such as {@code 3.2.1}; empty before. */
  public String firmwareVersion() {
    return firmwareVersion;
  }

  /** Returns the frame rate the device has confirmed, Hz; -1 before. */
  public int frameRateHz() {
    return frameRateHz;
  }

  /** Returns whether the device has confirmed {@link #setOutputCentimetres}. */
  public boolean isInCentimetres() {
    return outputFormat == TfMiniSCommand.FORMAT_CENTIMETRES;
  }

  /** Returns whether the device has confirmed {@link #saveSettings}. */
  public boolean isSaved() {
    return saveStatus == 0;
  }

  /** Returns the chip's temperature in the newest frame, degrees Celsius; NaN before the first. */
  public double temperatureC() {
    return temperatureC;
  }

  /** Returns how many data frames and replies with a right sum have come. */
  public long frames() {
    return parser.frames();
  }

  /** Returns how many frames had a wrong sum. */
  public long checksumErrors() {
    return parser.checksumErrors();
  }

  /** Returns how many bytes belonged to no frame. */
  public long skippedBytes() {
    return parser.skippedBytes();
  }

  /** Returns how many samples were too weak, saturated or blinded by ambient light. */
  public long unreliableSamples() {
    return unreliableSamples;
  }

  /** Returns how many reliable samples lay outside 0.1..12 m. */
  public long outOfRangeSamples() {
    return outOfRangeSamples;
  }
}
