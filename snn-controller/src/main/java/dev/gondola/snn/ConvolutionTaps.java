package dev.gondola.snn;

/**
 * One axis of a convolution: which kernel position, the tap, joins which input and output position,
 * {@code input = output * stride - padding + tap * dilation}. Nothing here takes longer than the
 * number of pairs that exist, whatever the sizes.
 */
final class ConvolutionTaps {
  private final int inputs;
  private final int taps;
  private final int outputs;
  private final Convolution.Axis axis;

  /** Makes an axis; the number of outputs must be that of {@link #outputs}. */
  ConvolutionTaps(int inputs, int taps, int outputs, Convolution.Axis axis) {
    this.inputs = inputs;
    this.taps = taps;
    this.outputs = outputs;
    this.axis = axis;
  }

  /** Returns how many outputs an axis has; below 1 where the kernel does not fit. */
  static long outputs(int inputs, int taps, Convolution.Axis axis) {
    long span = (long) axis.dilation() * (taps - 1) + 1;
    return Math.floorDiv(inputs + 2L * axis.padding() - span, axis.stride()) + 1;
  }

  private int first(int tap) {
    long zero = axis.padding() - (long) tap * axis.dilation();
    return Math.clamp(Math.ceilDiv(zero, axis.stride()), 0, outputs);
  }

  private int last(int tap) {
    long end = inputs - 1L + axis.padding() - (long) tap * axis.dilation();
    return Math.clamp(Math.floorDiv(end, axis.stride()), -1, outputs - 1);
  }

  /** Returns the number of pairs of an input and an output that a tap joins. */
  long pairs() {
    long sum = 0;
    for (int tap = 0; tap < taps; tap++) {
      sum += Math.max(0, last(tap) - first(tap) + 1);
    }
    return sum;
  }

  /**
   * All pairs by input, and for one input by output.
   *
   * @param start {@code start[i]..start[i + 1]} are the pairs of input i
   * @param output output of each pair
   * @param tap tap of each pair
   */
  // Never compared; gone when the synapses are made.
  @SuppressWarnings("ArrayRecordComponent")
  record ByInput(int[] start, int[] output, int[] tap) {}

  ByInput byInput() {
    int[] start = new int[inputs + 1];
    for (int tap = 0; tap < taps; tap++) {
      for (int o = first(tap); o <= last(tap); o++) {
        start[input(o, tap) + 1]++;
      }
    }
    for (int i = 0; i < inputs; i++) {
      start[i + 1] += start[i];
    }
    int[] output = new int[start[inputs]];
    int[] tapOf = new int[start[inputs]];
    int[] next = start.clone();
    // A later tap joins an input to an earlier output.
    for (int tap = taps - 1; tap >= 0; tap--) {
      for (int o = first(tap); o <= last(tap); o++) {
        int k = next[input(o, tap)]++;
        output[k] = o;
        tapOf[k] = tap;
      }
    }
    return new ByInput(start, output, tapOf);
  }

  private int input(int output, int tap) {
    return (int) ((long) output * axis.stride() - axis.padding() + (long) tap * axis.dilation());
  }
}
