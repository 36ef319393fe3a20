package dev.gondola.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random events and payloads from a seed. */
final class Samples {

  /** 2026-01-01T00:00:00Z, ms since 1970. */
  static final long T0 = 1_767_225_600_000L;

  private static final String[] TEXTS = {
    "", "done", "out of reach \"x\\y\"", "Höhe über 2 m – 高度 🎈"
  };

  private Samples() {}

  static RandomGenerator random(long seed) {
    return new SplittableRandom(seed);
  }

  static Observation.Pose pose(String robot, double z) {
    return new Observation.Pose(robot, 1.5, -2.25, z, T0);
  }

  static Event event(String robot, long boot, long seq, long millis, Payload payload) {
    return new Event(new EventKey(new Origin(robot, boot), seq), new Stamp(millis, 0), payload);
  }

  static Payload payload(RandomGenerator random, int robots) {
    String robot = "r" + random.nextInt(robots);
    return switch (random.nextInt(6)) {
      case 0 ->
          new EmbodimentProfile(
              robot,
              TEXTS[random.nextInt(TEXTS.length)],
              "blimp",
              Map.of("payload-g", "" + random.nextInt(99), "camera", "event"));
      case 1 ->
          new TaskNote(
              "task-" + random.nextInt(9),
              random.nextBoolean() ? TaskNote.Status.OK : TaskNote.Status.FAIL,
              TEXTS[random.nextInt(TEXTS.length)]);
      default ->
          new Observation.Pose(
              robot,
              random.nextDouble(-50, 50),
              random.nextInt(3),
              random.nextDouble(3),
              T0 + random.nextInt(1000));
    };
  }

  /** Distinct events of several robots and boots, with many equal stamps. */
  static List<Event> events(RandomGenerator random, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Origin origin = new Origin("r" + random.nextInt(4), 1 + random.nextInt(3));
      Stamp stamp = new Stamp(T0 + random.nextInt(20), random.nextInt(2));
      events.add(new Event(new EventKey(origin, i + 1), stamp, payload(random, 4)));
    }
    return events;
  }

  static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
    List<T> copy = new ArrayList<>(list);
    for (int i = copy.size() - 1; i > 0; i--) {
      Collections.swap(copy, i, random.nextInt(i + 1));
    }
    return copy;
  }
}
