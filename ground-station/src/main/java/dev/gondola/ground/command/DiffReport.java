package dev.gondola.ground.command;

import dev.gondola.ground.report.TextTable;
import dev.gondola.ground.snn.diff.BehaviouralDifference;
import dev.gondola.ground.snn.diff.BehaviouralDifference.Raster;
import dev.gondola.ground.snn.diff.Change;
import dev.gondola.ground.snn.diff.FieldDifference;
import dev.gondola.ground.snn.diff.WeightDifference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code gondola snn diff} found.
 *
 * @param fileA file A
 * @param fileB file B
 * @param part part that was compared alone; null if none was chosen
 * @param changes what differs in what they are
 * @param behaviour what differs in what they do, if they were run
 */
record DiffReport(
    Path fileA, Path fileB, String part, List<Change> changes, Optional<Behaviour> behaviour) {

  /**
   * Two runs.
   *
   * @param refusedBecause why they were not run; null if they were
   */
  record Behaviour(
      String refusedBecause,
      String input,
      String engine,
      long steps,
      boolean complete,
      RasterJson all,
      List<RasterJson> populations,
      List<String> notCompared) {

    static Behaviour refused(String because) {
      return new Behaviour(because, null, null, 0, false, null, List.of(), List.of());
    }

    static Behaviour of(
        String input, String engine, long stepsWanted, BehaviouralDifference difference) {
      return new Behaviour(
          null,
          input,
          engine,
          difference.steps(),
          difference.steps() == stepsWanted,
          RasterJson.of(difference.total()),
          difference.rasters().stream().map(RasterJson::of).toList(),
          difference.notCompared());
    }

    private boolean equal() {
      return refusedBecause == null && all.firstStepThatDiffers() == null && notCompared.isEmpty();
    }
  }

  /** A raster as it is printed. */
  record RasterJson(
      String id,
      int neurons,
      long spikesA,
      long spikesB,
      long coincident,
      double agreement,
      Long firstStepThatDiffers) {

    static RasterJson of(Raster r) {
      return new RasterJson(
          r.id(),
          r.neurons(),
          r.spikesA(),
          r.spikesB(),
          r.coincident(),
          r.agreement(),
          r.firstStepThatDiffers());
    }

    private List<String> cells() {
      return List.of(
          id,
          Integer.toString(neurons),
          Long.toString(spikesA),
          Long.toString(spikesB),
          Long.toString(coincident),
          String.format(Locale.ROOT, "%.4f", agreement),
          firstStepThatDiffers == null ? "-" : Long.toString(firstStepThatDiffers));
    }
  }

  /** The JSON output, described by {@code snn-diff.schema.json}. */
  record Json(
      String a,
      String b,
      String part,
      boolean equal,
      List<ChangeJson> changes,
      Behaviour behaviour) {}

  record ChangeJson(
      String part,
      String kind,
      String id,
      String status,
      List<FieldDifference> fields,
      WeightDifference weights) {

    static ChangeJson of(Change c) {
      return new ChangeJson(
          c.part().isEmpty() ? null : c.part(),
          c.kind(),
          c.id().isEmpty() ? null : c.id(),
          c.status().label(),
          c.fields(),
          c.weights().orElse(null));
    }
  }

  boolean equal() {
    return changes.isEmpty() && behaviour.map(Behaviour::equal).orElse(true);
  }

  Json json() {
    return new Json(
        fileA.toString(),
        fileB.toString(),
        part,
        equal(),
        changes.stream().map(ChangeJson::of).toList(),
        behaviour.orElse(null));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (changes.isEmpty()) {
      text.append("no difference in structure\n");
    } else {
      TextTable table = TextTable.of(List.of("what", "difference"));
      changes.forEach(c -> table.row(List.of(c.subject(), c.text())));
      text.append(table.text());
    }
    behaviour.ifPresent(b -> text.append('\n').append(text(b)));
    return text.toString();
  }

  private static String text(Behaviour b) {
    if (b.refusedBecause() != null) {
      return "behaviour not compared: " + b.refusedBecause() + "\n";
    }
    List<String> headings =
        List.of(
            "population",
            "neurons",
            "spikes A",
            "spikes B",
            "in both",
            "agreement",
            "first step that differs");
    TextTable table = TextTable.of(headings);
    List<RasterJson> rows = new ArrayList<>(b.populations());
    rows.add(b.all());
    rows.forEach(row -> table.row(row.cells()));
    String compared = b.complete() ? "" : ", stopped";
    String notCompared =
        b.notCompared().isEmpty()
            ? ""
            : "not compared, since not in both or of another size: "
                + String.join(", ", b.notCompared())
                + "\n";
    return "behaviour over %d steps%s, input %s\n".formatted(b.steps(), compared, b.input())
        + table.text()
        + notCompared;
  }
}
