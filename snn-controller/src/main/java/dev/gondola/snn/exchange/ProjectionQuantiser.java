package dev.gondola.snn.exchange;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Makes the projections of what one source sends to one population. */
final class ProjectionQuantiser {
  private final WeightCode code;
  private final int messageBits;

  /**
   * Projections of one source and target, and what their weights cost.
   *
   * @param projections the projections
   * @param cost what they cost
   */
  record Quantised(List<Projection> projections, ProjectionCost cost) {}

  /**
   * Makes a quantiser.
   *
   * @param code how weights become mantissas
   * @param messageBits 0 for spikes, more for a graded source
   */
  ProjectionQuantiser(WeightCode code, int messageBits) {
    this.code = code;
    this.messageBits = messageBits;
  }

  /**
   * Quantises.
   *
   * @param from source
   * @param to target
   * @param term what the source sends, in NIR's units
   * @param factor what a weight of 1 is in units of the target's summed input, by neuron
   * @param delay delay of what is some steps late in NIR
   */
  Quantised quantise(
      String from, String to, LinearFolder.Term term, double[] factor, IntUnaryOperator delay) {
    int shortest = delay.applyAsInt(term.matrix().minLag());
    Optional<Kernel> kernel =
        term.kernel().filter(k -> shortest == 0 && isUniform(factor, k.weights().length));
    return kernel
        .map(k -> convolution(from, to, k, factor))
        .orElseGet(() -> list(from, to, term.matrix(), factor, delay));
  }

  /** Whether all neurons of a channel have the same factor. */
  private static boolean isUniform(double[] factor, int channels) {
    int area = factor.length / channels;
    for (int i = 0; i < factor.length; i++) {
      if (factor[i] != factor[i / area * area]) {
        return false;
      }
    }
    return true;
  }

  private Quantised convolution(String from, String to, Kernel kernel, double[] factor) {
    int area = factor.length / kernel.weights().length;
    double[] weights = new double[kernel.count()];
    int each = weights.length / kernel.weights().length;
    double[] flat = kernel.flat();
    for (int k = 0; k < weights.length; k++) {
      weights[k] = flat[k] * factor[k / each * area];
    }
    MapShape input = new MapShape(kernel.shape()[0], kernel.shape()[1], kernel.shape()[2]);
    List<WeightCode.Part> parts = code.encode(weights);
    List<Projection> projections = new ArrayList<>();
    int synapses = 0;
    for (WeightCode.Part part : parts) {
      Convolution c =
          new Convolution(
              input,
              kernel.shaped(part.mantissa()),
              axis(kernel, 0),
              axis(kernel, 1),
              kernel.groups());
      synapses += c.synapses();
      projections.add(projection(from, to, part, Synapses.convolution(c)));
    }
    return new Quantised(
        projections, ProjectionCost.of(from, to, "convolution", synapses, 0, 0, parts, weights));
  }

  private static Convolution.Axis axis(Kernel kernel, int i) {
    return new Convolution.Axis(kernel.stride()[i], kernel.padding()[i], kernel.dilation()[i]);
  }

  private Quantised list(
      String from, String to, SparseMatrix matrix, double[] factor, IntUnaryOperator delay) {
    double[] weights = new double[matrix.count()];
    int[] target = new int[matrix.count()];
    int[] delays = new int[matrix.count()];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int k = matrix.start(i); k < matrix.start(i + 1); k++) {
        weights[k] = matrix.weight(k) * factor[i];
        target[k] = i;
        delays[k] = delay.applyAsInt(matrix.lag(k));
      }
    }
    List<WeightCode.Part> parts = code.encode(weights);
    List<Projection> projections = new ArrayList<>();
    int synapses = 0;
    for (WeightCode.Part part : parts) {
      int[][] list = synapses(matrix, part.mantissa(), target, delays);
      synapses += list.length;
      if (list.length > 0) {
        Synapses s = Synapses.of(matrix.columns(), matrix.rows(), list);
        projections.add(projection(from, to, part, s));
      }
    }
    int shortest = Arrays.stream(delays).min().orElse(0);
    int longest = Arrays.stream(delays).max().orElse(0);
    return new Quantised(
        projections,
        ProjectionCost.of(from, to, "synapses", synapses, shortest, longest, parts, weights));
  }

  /** A matrix that is full for the most part is listed whole: that is shorter in a file. */
  private static int[][] synapses(SparseMatrix matrix, int[] mantissa, int[] target, int[] delays) {
    List<int[]> list = new ArrayList<>();
    for (int k = 0; k < mantissa.length; k++) {
      if (mantissa[k] != 0) {
        list.add(new int[] {target[k], matrix.column(k), mantissa[k], delays[k]});
      }
    }
    long cells = (long) matrix.rows() * matrix.columns();
    return matrix.hasOneLag() && delays.length > 0 && delays[0] == 0 && 4L * list.size() > 3 * cells
        ? whole(matrix, list)
        : list.toArray(int[][]::new);
  }

  private static int[][] whole(SparseMatrix matrix, List<int[]> list) {
    int[][] weights = new int[matrix.rows()][matrix.columns()];
    list.forEach(s -> weights[s[0]][s[1]] = s[2]);
    int[][] all = new int[matrix.rows() * matrix.columns()][];
    for (int c = 0; c < all.length; c++) {
      int source = c % matrix.columns();
      int to = c / matrix.columns();
      all[c] = new int[] {to, source, weights[to][source], 0};
    }
    return all;
  }

  private Projection projection(String from, String to, WeightCode.Part part, Synapses synapses) {
    return new Projection(
        from + " to " + to + part.suffix(),
        from,
        to,
        Port.CURRENT,
        part.signMode(),
        8,
        part.exponent(),
        messageBits,
        Optional.of(synapses));
  }
}
