package dev.gondola.snn.engine;

import dev.gondola.snn.Population;

/** {@link LifState} in vector instructions. */
final class VectorLifState extends PopulationState {

  private final LifKernel kernel;

  VectorLifState(Population population) {
    super(population);
    kernel = new LifKernel(size);
  }

  @Override
  void connect(int[][] sources) {
    super.connect(kernel.connect(sources));
  }

  @Override
  void update(long step, int[] current, int[] adaptation) {
    kernel.integrate(this, current, threshold);
  }

  @Override
  void clear(int[] current) {
    // The kernel has done so.
  }

  @Override
  void listFiring() {
    LifKernel.list(firing);
  }
}
