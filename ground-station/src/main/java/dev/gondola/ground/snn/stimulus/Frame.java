package dev.gondola.ground.snn.stimulus;

import java.util.Arrays;

/** What one line of a stimulus file says; used again for the next line. */
final class Frame {
  private long step;
  private long lastStep;
  private double error;
  private int count;
  private int[] input = new int[64];
  private int[] channel = new int[64];
  private int[] value = new int[64];
  private boolean[] pulse = new boolean[64];

  /** Forgets everything and begins the frame of the given steps, both included. */
  void begin(long newStep, long newLastStep) {
    step = newStep;
    lastStep = newLastStep;
    count = 0;
  }

  /** Adds a value that holds until another is given. */
  void hold(int in, int ch, int val) {
    add(in, ch, val, false);
  }

  /** Adds a value of the first step alone. */
  void pulse(int in, int ch, int val) {
    add(in, ch, val, true);
  }

  /** Sets the error of a control period. */
  void encode(double ofPeriod) {
    error = ofPeriod;
  }

  double error() {
    return error;
  }

  private void add(int in, int ch, int val, boolean isPulse) {
    if (count == input.length) {
      input = Arrays.copyOf(input, 2 * count);
      channel = Arrays.copyOf(channel, 2 * count);
      value = Arrays.copyOf(value, 2 * count);
      pulse = Arrays.copyOf(pulse, 2 * count);
    }
    input[count] = in;
    channel[count] = ch;
    value[count] = val;
    pulse[count++] = isPulse;
  }

  long step() {
    return step;
  }

  long lastStep() {
    return lastStep;
  }

  int count() {
    return count;
  }

  int input(int k) {
    return input[k];
  }

  int channel(int k) {
    return channel[k];
  }

  int value(int k) {
    return value[k];
  }

  boolean isPulse(int k) {
    return pulse[k];
  }
}
