package dev.gondola.snn.loihi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The inputs of every round since the last reset, so that a host can be brought to the present. The
 * engine's thread writes; the link's thread reads behind it. Nothing is allocated after the
 * constructor.
 */
final class InputHistory {
  /** Most numbers kept: 16 MiB. */
  private static final int MAX_VALUES = 1 << 22;

  private static final int SPOILT = -1;

  private final int channels;
  private final int capacity;
  private final int[] values;

  /** Epoch in the upper, rounds in the lower 32 bits: read and written as one. */
  private final AtomicLong state = new AtomicLong();

  /**
   * Makes an empty history.
   *
   * @param channels input channels of a round
   * @param maxRounds most rounds to keep; less where they would not fit 16 MiB
   */
  InputHistory(int channels, int maxRounds) {
    this.channels = channels;
    capacity = channels == 0 ? maxRounds : Math.min(maxRounds, MAX_VALUES / channels);
    values = new int[capacity * channels];
  }

  /** Returns epoch and rounds as one number, which changes whenever one of them does. */
  long state() {
    return state.get();
  }

  /** Returns the number of resets in a state. */
  static int epoch(long state) {
    return (int) (state >>> 32);
  }

  /** Returns the rounds since the reset in a state; negative if they cannot be run again. */
  static int rounds(long state) {
    return (int) state;
  }

  /** Adds a round. Beyond the capacity the history is spoilt. */
  void append(int[] inputs) {
    long now = state.get();
    int rounds = rounds(now);
    if (rounds >= capacity) {
      spoil();
    } else if (rounds >= 0) {
      System.arraycopy(inputs, 0, values, rounds * channels, channels);
      state.set(now + 1);
    }
  }

  /** Notes that the rounds of this epoch cannot be run again as they were. */
  void spoil() {
    state.set((long) epoch(state.get()) << 32 | Integer.toUnsignedLong(SPOILT));
  }

  /** Forgets everything: a new epoch. */
  void clear() {
    state.set((epoch(state.get()) + 1L) << 32);
  }

  /**
   * Copies the inputs of a round. If the state's epoch has changed afterwards, they are worth
   * nothing.
   */
  void copy(int round, int[] into) {
    System.arraycopy(values, round * channels, into, 0, channels);
  }
}
