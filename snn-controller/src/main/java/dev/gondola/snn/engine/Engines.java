package dev.gondola.snn.engine;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.FixedPointEngine.Range;

/** Makes engines. All give the same spikes; they differ in speed. */
public final class Engines {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private Engines() {}

  /**
   * Returns whether vector instructions can be used: the JVM was started with {@code --add-modules
   * jdk.incubator.vector}, and the machine has comparisons of vectors. Those with x86 processors
   * got them with AVX; without, the Vector API works a hundred times slower than plain loops.
   */
  public static boolean vectorsAvailable() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() && FlatKernel.paysHere();
  }

  /** Returns the width of the vector instructions in use; 0 if there are none. */
  public static int vectorBits() {
    return vectorsAvailable() ? FlatKernel.BITS : 0;
  }

  /**
   * Returns an engine of plain loops.
   *
   * @throws dev.gondola.snn.NetworkException if the network lies outside the range
   */
  public static Engine scalar(Network network, Range range) {
    return new FixedPointEngine(network, range);
  }

  /**
   * Returns an engine that uses vector instructions where it can, and plain loops elsewhere or
   * where {@link #vectorsAvailable} is false.
   *
   * @throws dev.gondola.snn.NetworkException if the network lies outside the range
   */
  public static Engine fast(Network network, Range range) {
    return vectorsAvailable() && !network.learns() && ChipRange.faults(network).isEmpty()
        ? new FlatEngine(network)
        : new FixedPointEngine(network, range);
  }

  static FlatLoops flatLoops() {
    return vectorsAvailable() ? new FlatKernel() : new ScalarFlatLoops();
  }

  static RunLoops runLoops() {
    return vectorsAvailable() ? new VectorRuns() : new ScalarRuns();
  }

  static PairedLoops pairedLoops() {
    return vectorsAvailable() ? new VectorPairedLoops() : new ScalarPairedLoops();
  }
}
