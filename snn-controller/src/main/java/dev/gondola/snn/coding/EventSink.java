package dev.gondola.snn.coding;

/** Takes the events of an event camera. */
@FunctionalInterface
public interface EventSink {

  /**
   * Takes one event.
   *
   * @param x column, from 0
   * @param y row, from 0
   * @param on whether the pixel became brighter
   */
  void event(int x, int y, boolean on);
}
