package dev.gondola.firmware;

/** Is told of every tick, on the loop's thread: it must not wait and must not allocate. */
@FunctionalInterface
public interface TickListener {

  /**
   * Takes the record of a tick that is over.
   *
   * @param record reused after the call; copy what is to be kept
   */
  void onTick(TickRecord record);

  /**
   * Returns whether the last record was lost, because a queue was full or a disk failed; the loop
   * then sets {@link TickFlag#RECORD_LOST} in the next tick.
   */
  default boolean isLosing() {
    return false;
  }
}
