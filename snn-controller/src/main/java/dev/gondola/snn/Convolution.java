package dev.gondola.snn;

import java.util.Arrays;

/**
 * A two-dimensional convolution as frameworks define it (a cross-correlation; PyTorch {@code
 * Conv2d}, NIR {@code Conv2d}), for event-camera layers:
 *
 * <pre>
 * out[o, y, x] = sum over c, i, j of kernel[o][c][i][j]
 *     * in[g * inC / groups + c, y * strideY - paddingY + i * dilationY, x * strideX - ...]
 * </pre>
 *
 * <p>with {@code g = o / (outC / groups)}; what lies outside the input is 0. Sources and targets
 * are numbered C, H, W. Immutable.
 */
public final class Convolution {
  /** Most synapses that a convolution, or all of a network, may expand to. */
  public static final int MAX_SYNAPSES = 1 << 24;

  private static final int MAX_STEP = 1 << 20;

  /**
   * How the kernel moves along one axis.
   *
   * @param stride positions between two outputs, 1..2^20
   * @param padding zeros before the first and after the last input, 0..2^20
   * @param dilation positions between two kernel elements, 1..2^20
   */
  public record Axis(int stride, int padding, int dilation) {
    /** Steps of one without padding. */
    public static final Axis PLAIN = new Axis(1, 0, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Axis {
      check("stride", stride, 1);
      check("padding", padding, 0);
      check("dilation", dilation, 1);
    }

    private static void check(String name, int value, int low) {
      if (value < low || value > MAX_STEP) {
        throw new IllegalArgumentException(
            "%s must be %d..%d, is %d".formatted(name, low, MAX_STEP, value));
      }
    }
  }

  private final MapShape input;
  private final MapShape output;
  private final Axis vertical;
  private final Axis horizontal;
  private final int groups;
  private final int[][][][] kernel;
  private final int count;

  /**
   * Makes a convolution that moves in steps of one, without padding, dilation or groups.
   *
   * @param input shape of the input
   * @param kernel weights {@code [outC][inC][kernelH][kernelW]}
   * @throws IllegalArgumentException as the other constructor
   */
  public Convolution(MapShape input, int[][][][] kernel) {
    this(input, kernel, Axis.PLAIN, Axis.PLAIN, 1);
  }

  /**
   * Makes a convolution.
   *
   * @param input shape of the input
   * @param kernel weights {@code [outC][inC / groups][kernelH][kernelW]}
   * @param vertical steps along the rows
   * @param horizontal steps along the columns
   * @param groups groups of channels that do not mix; divides the channels of input and output
   * @throws IllegalArgumentException if the kernel is empty, ragged or larger than the padded
   *     input, the groups do not fit, or there are more than {@link #MAX_SYNAPSES} synapses or
   *     {@link Network#MAX_NEURONS} outputs
   */
  public Convolution(
      MapShape input, int[][][][] kernel, Axis vertical, Axis horizontal, int groups) {
    checkShape(input, kernel, groups);
    this.input = input;
    this.vertical = vertical;
    this.horizontal = horizontal;
    this.groups = groups;
    this.kernel = copy(kernel);
    output =
        new MapShape(
            kernel.length,
            outputs("rows", input.height(), kernelHeight(), vertical),
            outputs("columns", input.width(), kernelWidth(), horizontal));
    count = count();
  }

  private static void checkShape(MapShape input, int[][][][] kernel, int groups) {
    if (kernel.length == 0
        || kernel[0].length == 0
        || kernel[0][0].length == 0
        || kernel[0][0][0].length == 0) {
      throw new IllegalArgumentException("kernel must have at least one element on each axis");
    }
    if (groups < 1 || kernel.length % groups != 0 || input.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "groups must divide the %d channels of the input and the %d of the output, is %d"
              .formatted(input.channels(), kernel.length, groups));
    }
    if (kernel[0].length != input.channels() / groups) {
      throw new IllegalArgumentException(
          "kernel must have %d input channels (those of the input by groups), has %d"
              .formatted(input.channels() / groups, kernel[0].length));
    }
    for (int[][][] filter : kernel) {
      boolean even = filter.length == kernel[0].length;
      for (int[][] plane : filter) {
        even &= plane.length == kernel[0][0].length;
        for (int[] row : plane) {
          even &= row.length == kernel[0][0][0].length;
        }
      }
      if (!even) {
        throw new IllegalArgumentException("kernel must list equally many numbers on each axis");
      }
    }
  }

  private static int outputs(String what, int inputs, int taps, Axis axis) {
    long n = ConvolutionTaps.outputs(inputs, taps, axis);
    if (n < 1 || n > Network.MAX_NEURONS) {
      throw new IllegalArgumentException(
          "kernel of %d over %d %s gives %d outputs; must be 1..%d"
              .formatted(taps, inputs, what, n, Network.MAX_NEURONS));
    }
    return (int) n;
  }

  private int count() {
    // Divides, as the product of all three could overflow.
    long channels = (long) kernel.length * kernel[0].length;
    long rows = rows().pairs();
    long columns = columns().pairs();
    if (rows > 0
        && columns > 0
        && (rows > MAX_SYNAPSES / columns || channels > MAX_SYNAPSES / (rows * columns))) {
      throw new IllegalArgumentException(
          "convolution expands to more than %d synapses: use a smaller kernel, fewer channels or"
                  .formatted(MAX_SYNAPSES)
              + " a larger stride");
    }
    return (int) (channels * rows * columns);
  }

  private ConvolutionTaps rows() {
    return new ConvolutionTaps(input.height(), kernelHeight(), output.height(), vertical);
  }

  private ConvolutionTaps columns() {
    return new ConvolutionTaps(input.width(), kernelWidth(), output.width(), horizontal);
  }

  private int kernelHeight() {
    return kernel[0][0].length;
  }

  private int kernelWidth() {
    return kernel[0][0][0].length;
  }

  /** Returns the shape of the input. */
  public MapShape input() {
    return input;
  }

  /** Returns the shape of the output. */
  public MapShape output() {
    return output;
  }

  /** Returns how the kernel moves along the rows. */
  public Axis vertical() {
    return vertical;
  }

  /** Returns how the kernel moves along the columns. */
  public Axis horizontal() {
    return horizontal;
  }

  /** Returns the number of groups. */
  public int groups() {
    return groups;
  }

  /** Returns a copy of the weights {@code [outC][inC / groups][kernelH][kernelW]}. */
  public int[][][][] kernel() {
    return copy(kernel);
  }

  /** Returns the number of synapses: the pairs of an input and an output within the maps. */
  public int synapses() {
    return count;
  }

  /** Receives the synapses of a convolution. */
  interface Sink {
    void add(int source, int target, int weight);
  }

  /** Lists all synapses in the order of source, then target. */
  void expand(Sink sink) {
    if (count == 0) {
      return;
    }
    ConvolutionTaps.ByInput rows = rows().byInput();
    ConvolutionTaps.ByInput columns = columns().byInput();
    for (int c = 0; c < input.channels(); c++) {
      for (int y = 0; y < input.height(); y++) {
        for (int x = 0; x < input.width(); x++) {
          expand(sink, rows, columns, c, y, x);
        }
      }
    }
  }

  private void expand(
      Sink sink,
      ConvolutionTaps.ByInput rows,
      ConvolutionTaps.ByInput columns,
      int c,
      int y,
      int x) {
    int source = input.index(c, y, x);
    int inputsInGroup = input.channels() / groups;
    int outputsInGroup = output.channels() / groups;
    int group = c / inputsInGroup;
    for (int o = group * outputsInGroup; o < (group + 1) * outputsInGroup; o++) {
      int[][] plane = kernel[o][c % inputsInGroup];
      for (int r = rows.start()[y]; r < rows.start()[y + 1]; r++) {
        int[] weights = plane[rows.tap()[r]];
        for (int k = columns.start()[x]; k < columns.start()[x + 1]; k++) {
          int target = output.index(o, rows.output()[r], columns.output()[k]);
          sink.add(source, target, weights[columns.tap()[k]]);
        }
      }
    }
  }

  private static int[][][][] copy(int[][][][] kernel) {
    return Arrays.stream(kernel)
        .map(
            filter ->
                Arrays.stream(filter)
                    .map(plane -> Arrays.stream(plane).map(int[]::clone).toArray(int[][]::new))
                    .toArray(int[][][]::new))
        .toArray(int[][][][]::new);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Convolution c
        && input.equals(c.input)
        && vertical.equals(c.vertical)
        && horizontal.equals(c.horizontal)
        && groups == c.groups
        && Arrays.deepEquals(kernel, c.kernel);
  }

  @Override
  public int hashCode() {
    return 31 * input.hashCode() + Arrays.deepHashCode(kernel);
  }

  @Override
  public String toString() {
    return "convolution " + input + " -> " + output;
  }
}
