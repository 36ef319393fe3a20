package dev.gondola.snn;

/**
 * The shape of a feature map, such as the events of a camera by polarity, row and column. Neurons
 * and channels of a map are numbered channel by channel, row by row: C, H, W.
 *
 * @param channels number of channels, at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record MapShape(int channels, int height, int width) {

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if a number is below 1 or the product is above {@link
   *     Network#MAX_NEURONS}
   */
  public MapShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a map needs at least 1 channel, row and column, has %d x %d x %d"
              .formatted(channels, height, width));
    }
    // The first product fits 62 bits, and is not multiplied further once it is too large.
    long plane = (long) height * width;
    if (plane > Network.MAX_NEURONS || plane * channels > Network.MAX_NEURONS) {
      throw new IllegalArgumentException(
          "a map of %d x %d x %d has more than %d neurons"
              .formatted(channels, height, width, Network.MAX_NEURONS));
    }
  }

  /** Returns the number of neurons. */
  public int size() {
    return channels * height * width;
  }

  /** Returns the number of the neuron at a place; the place is not checked. */
  public int index(int channel, int y, int x) {
    return (channel * height + y) * width + x;
  }
}
