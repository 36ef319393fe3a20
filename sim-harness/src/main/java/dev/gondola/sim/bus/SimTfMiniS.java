package dev.gondola.sim.bus;

import dev.gondola.sim.plant.HeightSensorModel;
import dev.gondola.sim.plant.HeightSensorParameters;
import java.util.function.DoubleSupplier;

/**
 * A Benewake TFmini-S lidar at the far end of a serial line, looking down from the blimp. Source:
 * Benewake, TFmini-S Product Manual, SJ-PM-TFmini-S A01, sections 5.3 (frames) and 7 (commands).
 *
 * <p>It sends 9-byte data frames: 0x59 0x59, distance in cm (mm when set so), strength, temperature
 * (degrees Celsius + 256, times 8), low bytes first, and the low byte of their sum. A missing
 * sample has distance 65535 and a strength below 100, as has a height beyond 12 m. It answers the
 * commands firmware version, frame rate, output format and save, and ignores others.
 *
 * <p>Nothing allocates but the constructor and a change of the frame rate.
 */
public final class SimTfMiniS {
  private static final int DATA_HEADER = 0x59;
  private static final int COMMAND_HEADER = 0x5A;
  private static final int FRAME_LENGTH = 9;
  private static final int MIN_COMMAND_LENGTH = 4;
  private static final int MAX_COMMAND_LENGTH = 8;
  private static final int VERSION = 0x01;
  private static final int FRAME_RATE = 0x03;
  private static final int OUTPUT_FORMAT = 0x05;
  private static final int SAVE = 0x11;
  private static final int MILLIMETRES = 0x06;
  private static final int DEFAULT_RATE_HZ = 100;
  private static final int MAX_RATE_HZ = 1000;
  private static final double MAX_RANGE_M = 12;
  private static final int TOO_WEAK = 65535;
  private static final int WEAK_STRENGTH = 50;
  private static final int GOOD_STRENGTH = 1000;
  private static final int TEMPERATURE = (25 + 256) * 8;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SimSerialLink link;
  private final DoubleSupplier heightM;
  private final HeightSensorParameters parameters;
  private final byte[] frame = new byte[FRAME_LENGTH];
  private final byte[] command = new byte[MAX_COMMAND_LENGTH];
  private final byte[] one = new byte[1];

  private HeightSensorModel sensor;
  private long seed;
  private int rateHz = DEFAULT_RATE_HZ;
  private int unitsPerMetre = 100;
  private int commandBytes;
  private long nextFrameNanos;

  /**
   * Makes a device that is switched on at time 0 and sends 100 frames a second.
   *
   * @param link the line; the driver has its other end
   * @param heightM height now, m
   * @param parameters its faults
   */
  public SimTfMiniS(SimSerialLink link, DoubleSupplier heightM, HeightSensorParameters parameters) {
    this.link = link;
    this.heightM = heightM;
    this.parameters = parameters;
    reset(0);
  }

  /** Switches the device off and on at time 0; its settings stay, as after a save. */
  public void reset(long seed) {
    this.seed = seed;
    nextFrameNanos = 0;
    commandBytes = 0;
    setRate(rateHz);
  }

  private void setRate(int hertz) {
    rateHz = hertz;
    sensor = new HeightSensorModel(parameters, 1.0 / hertz);
    sensor.reset(seed);
  }

  /**
   * Obeys commands that have come and sends every frame that is due, each with the height as it is
   * now: call it at every step of the plant.
   *
   * @param nowNanos time since {@link #reset}, ns, never less than before
   */
  public void advanceTo(long nowNanos) {
    while (link.take(one, 0, 1) == 1) {
      accept(one[0]);
    }
    while (nextFrameNanos <= nowNanos) {
      sendFrame();
      nextFrameNanos += SECOND_NANOS / rateHz;
    }
  }

  private void sendFrame() {
    double reading = sensor.sample(heightM.getAsDouble());
    boolean seen = reading <= MAX_RANGE_M;
    long distance = Math.round(Math.max(0, reading) * unitsPerMetre);
    frame[0] = DATA_HEADER;
    frame[1] = DATA_HEADER;
    putWord(2, seen ? (int) distance : TOO_WEAK);
    putWord(4, seen ? GOOD_STRENGTH : WEAK_STRENGTH);
    putWord(6, TEMPERATURE);
    frame[8] = (byte) sum(frame, FRAME_LENGTH - 1);
    link.deliver(frame, 0, FRAME_LENGTH);
  }

  private void putWord(int at, int value) {
    frame[at] = (byte) value;
    frame[at + 1] = (byte) (value >> 8);
  }

  private void accept(byte next) {
    command[commandBytes++] = next;
    boolean begins = (command[0] & 0xFF) == COMMAND_HEADER;
    int length = commandBytes < 2 ? MIN_COMMAND_LENGTH : command[1];
    if (!begins || length < MIN_COMMAND_LENGTH || length > MAX_COMMAND_LENGTH) {
      commandBytes = 0;
    } else if (commandBytes == length) {
      commandBytes = 0;
      if ((command[length - 1] & 0xFF) == sum(command, length - 1)) {
        obey(command[2], length);
      }
    }
  }

  private void obey(int number, int length) {
    switch (number) {
      case VERSION -> reply(VERSION, 3, 1, 2, 3);
      case SAVE -> reply(SAVE, 1, 0, 0, 0);
      case FRAME_RATE -> {
        int hertz = (command[3] & 0xFF) | (command[4] & 0xFF) << 8;
        if (length == 6 && hertz >= 1 && hertz <= MAX_RATE_HZ) {
          setRate(hertz);
          reply(FRAME_RATE, 2, command[3], command[4], 0);
        }
      }
      case OUTPUT_FORMAT -> {
        if (length == 5) {
          unitsPerMetre = command[3] == MILLIMETRES ? 1000 : 100;
          reply(OUTPUT_FORMAT, 1, command[3], 0, 0);
        }
      }
      default -> {
        // Baud rate, trigger, reset and others change nothing that is simulated.
      }
    }
  }

  private void reply(int number, int count, int first, int second, int third) {
    int length = count + MIN_COMMAND_LENGTH;
    frame[0] = COMMAND_HEADER;
    frame[1] = (byte) length;
    frame[2] = (byte) number;
    frame[3] = (byte) first;
    frame[4] = (byte) second;
    frame[5] = (byte) third;
    frame[length - 1] = (byte) sum(frame, length - 1);
    link.deliver(frame, 0, length);
  }

  private static int sum(byte[] bytes, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += bytes[i];
    }
    return sum & 0xFF;
  }
}
