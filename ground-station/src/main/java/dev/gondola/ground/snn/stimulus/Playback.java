package dev.gondola.ground.snn.stimulus;

import java.io.IOException;
import java.util.Arrays;

/** Plays the frames from the first step on. */
final class Playback implements Stimulus {
  private final FrameReader reader;
  private final int[][] held;
  private int[] touchedInput = new int[64];
  private int[] touchedChannel = new int[64];
  private int touched;
  private Frame pending;

  Playback(FrameReader reader) throws IOException {
    this.reader = reader;
    held = reader.layout().zeros();
    pending = reader.next();
  }

  @Override
  public void apply(long step, int[][] inputs) throws IOException {
    for (int k = 0; k < touched; k++) {
      int[] base = held[touchedInput[k]];
      inputs[touchedInput[k]][touchedChannel[k]] = base[touchedChannel[k]];
    }
    touched = 0;
    while (pending != null && pending.step() == step) {
      write(pending, inputs);
      pending = reader.next();
    }
  }

  private void write(Frame frame, int[][] inputs) {
    for (int k = 0; k < frame.count(); k++) {
      inputs[frame.input(k)][frame.channel(k)] = frame.value(k);
      if (frame.isPulse(k)) {
        touch(frame.input(k), frame.channel(k));
      } else {
        held[frame.input(k)][frame.channel(k)] = frame.value(k);
      }
    }
  }

  private void touch(int input, int channel) {
    if (touched == touchedInput.length) {
      touchedInput = Arrays.copyOf(touchedInput, 2 * touched);
      touchedChannel = Arrays.copyOf(touchedChannel, 2 * touched);
    }
    touchedInput[touched] = input;
    touchedChannel[touched++] = channel;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
