package dev.gondola.memory;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fold under way: takes events one by one and gives snapshots. */
final class Fold {

  private final SortedMap<String, Known<Observation.Pose>> spatial = new TreeMap<>();
  private final SortedMap<String, Known<EmbodimentProfile>> embodiment = new TreeMap<>();
  private final TreeSet<Known<TaskNote>> temporal = new TreeSet<>();

  void apply(Event event) {
    switch (event.payload()) {
      case Observation.Pose pose -> keepLast(spatial, pose.robot(), known(pose, event));
      case EmbodimentProfile profile ->
          keepLast(embodiment, profile.robot(), known(profile, event));
      case TaskNote note -> {
        temporal.add(known(note, event));
        if (temporal.size() > MemoryState.TEMPORAL_VIEW) {
          temporal.removeFirst();
        }
      }
    }
  }

  MemoryState state() {
    return new MemoryState(
        Collections.unmodifiableSortedMap(new TreeMap<>(spatial)),
        Collections.unmodifiableSortedMap(new TreeMap<>(embodiment)),
        List.copyOf(temporal));
  }

  private static <P extends Payload> Known<P> known(P value, Event event) {
    return new Known<>(value, event.stamp(), event.key());
  }

  private static <P extends Payload> void keepLast(
      SortedMap<String, Known<P>> fields, String field, Known<P> candidate) {
    fields.merge(field, candidate, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
