package dev.gondola.evolution.imitation;

import dev.gondola.snn.control.Controller;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * The recordings of an imitation: 100 to train on, as published, and 20 others to choose by. All
 * are simulated; a recording of a real flight is in neither.
 *
 * @param training recordings to train on
 * @param validation recordings to choose by
 */
public record ImitationData(List<ErrorRecording> training, List<ErrorRecording> validation) {
  private static final int TRAINING = 100;
  private static final int VALIDATION = 20;

  /** Copies the lists. */
  public ImitationData {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Simulates the recordings of a seed.
   *
   * @param seed seed of the flights
   * @param period control period, s
   * @param law makes the law to imitate
   */
  public static ImitationData simulate(long seed, double period, Supplier<Controller> law) {
    SplittableRandom random = new SplittableRandom(seed);
    return new ImitationData(
        flights(random.nextLong(), TRAINING, period, law),
        flights(random.nextLong(), VALIDATION, period, law));
  }

  private static List<ErrorRecording> flights(
      long seed, int count, double period, Supplier<Controller> law) {
    return LongStream.range(0, count)
        .parallel()
        .mapToObj(i -> ErrorRecording.simulate(seed + i * 0x9E3779B97F4A7C15L, period, law.get()))
        .toList();
  }

  /** Returns the training recordings of a generation: a few, drawn by its number. */
  public List<ErrorRecording> batch(long generation, int count) {
    SplittableRandom random = new SplittableRandom(generation * 0xD1B54A32D192ED03L);
    List<ErrorRecording> batch = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      batch.add(training.get(random.nextInt(training.size())));
    }
    return batch;
  }
}
