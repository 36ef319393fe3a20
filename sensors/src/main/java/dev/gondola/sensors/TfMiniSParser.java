package dev.gondola.sensors;

/**
 * Finds the frames of a Benewake TFmini-S in its stream of bytes, whatever comes between them.
 * Source: Benewake, TFmini-S Product Manual, SJ-PM-TFmini-S A00 and A01, sections 5.3 and 7.
 *
 * <ul>
 *   <li>Data frame, 9 bytes: 0x59 0x59, distance, strength, temperature (each low byte first), sum.
 *   <li>Reply to a command: 0x5A, length of the whole frame, command number, payload, sum.
 *   <li>The sum is the lower 8 bits of the sum of all bytes before it. For the replies to system
 *       reset, restore and save the manual prints a sum that is one too small (5A 05 11 00 6F):
 *       there both are taken.
 * </ul>
 *
 * <p>After a wrong sum only one byte is given up and the search goes on right behind it, so a good
 * frame is never lost to garbage before it, unless the garbage itself makes a frame with a right
 * sum. Keeps at most 9 bytes, allocates nothing.
 */
final class TfMiniSParser {
  private static final int DATA_HEADER = 0x59;
  static final int COMMAND_HEADER = 0x5A;
  private static final int DATA_LENGTH = 9;
  private static final int MIN_REPLY_LENGTH = 5;
  private static final int MAX_REPLY_LENGTH = 9;

  /** Gets the frames found. */
  interface Sink {

    /**
     * Takes a data frame.
     *
     * @param distance raw distance, 0..65535
     * @param strength raw strength, 0..65535
     * @param temperature raw temperature, 0..65535
     */
    void onData(int distance, int strength, int temperature);

    /**
     * Takes a reply to a command.
     *
     * @param command number of the command
     * @param bytes holds the payload; valid during the call only
     * @param offset index of the first byte of the payload
     * @param length length of the payload, 1..5
     */
    void onReply(int command, byte[] bytes, int offset, int length);
  }

  private final Sink sink;

  /** The last bytes in which a frame may begin, oldest first. */
  private final byte[] window = new byte[Math.max(DATA_LENGTH, MAX_REPLY_LENGTH)];

  private int filled;
  private long frames;
  private long checksumErrors;
  private long skippedBytes;

  TfMiniSParser(Sink sink) {
    this.sink = sink;
  }

  /** Takes the next byte of the stream. */
  void accept(byte next) {
    window[filled++] = next;
    while (filled > 0) {
      int length = frameLength();
      if (length == 0) {
        giveUpFirstByte();
      } else if (filled < length) {
        return;
      } else if (sumIsRight(length)) {
        deliver(length);
        frames++;
        drop(length);
      } else {
        checksumErrors++;
        giveUpFirstByte();
      }
    }
  }

  /**
   * Returns the length of the frame that may begin the window, 0 if none can, at most the window.
   */
  private int frameLength() {
    int first = window[0] & 0xFF;
    if (first == DATA_HEADER) {
      return filled < 2 || (window[1] & 0xFF) == DATA_HEADER ? DATA_LENGTH : 0;
    }
    if (first == COMMAND_HEADER) {
      int length = filled < 2 ? MAX_REPLY_LENGTH : window[1] & 0xFF;
      return length >= MIN_REPLY_LENGTH && length <= MAX_REPLY_LENGTH ? length : 0;
    }
    return 0;
  }

  private boolean sumIsRight(int length) {
    int sum = sum(window, length - 1);
    int given = window[length - 1] & 0xFF;
    return given == sum || (isStatusReply(length) && given == (sum - 1 & 0xFF));
  }

  private boolean isStatusReply(int length) {
    int command = window[2] & 0xFF;
    return (window[0] & 0xFF) == COMMAND_HEADER
        && length == MIN_REPLY_LENGTH
        && (command == TfMiniSCommand.RESET
            || command == TfMiniSCommand.RESTORE
            || command == TfMiniSCommand.SAVE);
  }

  /** Returns the lower 8 bits of the sum of the first bytes. */
  static int sum(byte[] bytes, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += bytes[i];
    }
    return sum & 0xFF;
  }

  private void deliver(int length) {
    if ((window[0] & 0xFF) == DATA_HEADER) {
      sink.onData(word(2), word(4), word(6));
    } else {
      sink.onReply(window[2] & 0xFF, window, 3, length - 4);
    }
  }

  private int word(int at) {
    return (window[at] & 0xFF) | (window[at + 1] & 0xFF) << 8;
  }

  private void giveUpFirstByte() {
    skippedBytes++;
    drop(1);
  }

  private void drop(int count) {
    filled -= count;
    System.arraycopy(window, count, window, 0, filled);
  }

  /** Returns how many data frames and replies had a right sum. */
  long frames() {
    return frames;
  }

  /** Returns how many times a frame began but its sum was wrong. */
  long checksumErrors() {
    return checksumErrors;
  }

  /** Returns how many bytes belonged to no frame. */
  long skippedBytes() {
    return skippedBytes;
  }
}
