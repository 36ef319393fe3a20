package dev.gondola.ground.snn.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is only in one of two networks, or is not the same in both.
 *
 * @param part part of the controller that it belongs to; empty for network files
 * @param kind what it is: {@code network}, {@code input}, {@code population}, {@code projection},
 *     {@code controller}, {@code part}, {@code encoder}, {@code decoder}
 * @param id its id; empty where there is but one
 * @param status where it is
 * @param fields fields that differ
 * @param weights how the synapses differ; empty if they do not
 */
public record Change(
    String part,
    String kind,
    String id,
    Status status,
    List<FieldDifference> fields,
    Optional<WeightDifference> weights) {

  /** Where a thing is. */
  public enum Status {
    /** In A alone. */
    ONLY_A,
    /** In B alone. */
    ONLY_B,
    /** In both, and not the same. */
    CHANGED;

    /** Returns the name used in JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Copies the list. */
  public Change {
    fields = List.copyOf(fields);
  }

  static Change only(Status status, String part, String kind, String id) {
    return new Change(part, kind, id, status, List.of(), Optional.empty());
  }

  /** Returns what it is, in words. */
  public String subject() {
    return (part.isEmpty() ? "" : part + ": ") + kind + (id.isEmpty() ? "" : " " + id);
  }

  /** Returns what differs, in words. */
  public String text() {
    if (status != Status.CHANGED) {
      return status == Status.ONLY_A ? "only in A" : "only in B";
    }
    List<String> texts = new ArrayList<>(fields.stream().map(FieldDifference::text).toList());
    weights.ifPresent(w -> texts.add(w.text()));
    return String.join("; ", texts);
  }
}
