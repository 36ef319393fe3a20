package dev.gondola.ground.snn;

import dev.gondola.ground.snn.stimulus.Stimulus;
import dev.gondola.ground.snn.stimulus.StimulusSource;
import dev.gondola.snn.engine.Engine;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Runs an engine on a stimulus, and shows every step to observers. */
public final class NetworkRun {
  private static final int STEPS_BETWEEN_REPORTS = 64;

  private NetworkRun() {}

  /**
   * Runs from the engine's state on.
   *
   * @param engine the engine
   * @param source values of the inputs
   * @param steps steps to run, at least 1
   * @param observers called in this order after each step
   * @param stop asked before each step
   * @param progress told now and then how many steps are done
   * @return the steps done: fewer than asked for if it was stopped
   * @throws IOException if the stimulus cannot be read or an observer cannot write
   */
  public static long run(
      Engine engine,
      StimulusSource source,
      long steps,
      List<? extends StepObserver> observers,
      BooleanSupplier stop,
      LongConsumer progress)
      throws IOException {
    int[][] inputs = inputs(engine);
    long done = 0;
    try (Stimulus stimulus = source.open()) {
      while (done < steps && !stop.getAsBoolean()) {
        stimulus.apply(done + 1, inputs);
        engine.step();
        done++;
        for (StepObserver observer : observers) {
          observer.observe(done, engine);
        }
        if (done % STEPS_BETWEEN_REPORTS == 0) {
          progress.accept(done);
        }
      }
    }
    return done;
  }

  /** Returns the live inputs of an engine, in the network's order. */
  public static int[][] inputs(Engine engine) {
    int[][] inputs = new int[engine.network().inputs().size()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = engine.input(i);
    }
    return inputs;
  }
}
