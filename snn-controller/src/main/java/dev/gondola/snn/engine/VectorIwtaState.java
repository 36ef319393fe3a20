package dev.gondola.snn.engine;

import dev.gondola.snn.Population;

/** {@link IwtaState} in vector instructions. */
final class VectorIwtaState extends IwtaState {

  private final LifKernel kernel;

  VectorIwtaState(Population population) {
    super(population);
    kernel = new LifKernel(size);
  }

  @Override
  void connect(int[][] sources) {
    super.connect(kernel.connect(sources));
  }

  @Override
  void update(long step, int[] current, int[] adaptation) {
    kernel.adapt(this, adaptation);
    kernel.integrate(this, current, adapted);
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
