package dev.gondola.ground.info;

import dev.gondola.ground.report.TextTable;
import dev.gondola.snn.nir.EngineFit;
import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirFootprint;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirTrace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is in a NIR file, for people. */
public final class NirText {
  private static final int SHOWN = 3;

  private NirText() {}

  /** Returns the report as text, every line ending in LF. */
  public static String of(String file, NirReport report) {
    StringBuilder text = new StringBuilder();
    head(text, file, report);
    text.append('\n').append(nodes(report)).append('\n').append(parameters(report));
    obstacles(text, report);
    text.append("\nNeuroBench\n").append(bench(report));
    report.trace().ifPresent(t -> trace(text, t));
    return text.toString();
  }

  private static void head(StringBuilder text, String file, NirReport report) {
    String counts =
        NirReport.counts(report.graph()).entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    line(text, file, "");
    line(text, "  format", "NIR " + printable(report.graph().version()));
    line(text, "  nodes", counts);
    line(text, "  edges", "" + report.graph().edges().size());
    if (!report.graph().metadata().isEmpty()) {
      line(text, "  metadata", String.join(", ", report.graph().metadata().keys()));
    }
    report.shapes().faults().forEach(fault -> line(text, "  fault", fault));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-12s %s".formatted(name, value).stripTrailing()).append('\n');
  }

  private static String nodes(NirReport report) {
    FlatGraph flat = report.flat();
    TextTable table = TextTable.of(List.of("node", "type", "in", "out", "engine", "leads to"));
    for (int i = 0; i < flat.size(); i++) {
      table.row(
          List.of(
              flat.path(i),
              flat.node(i).type(),
              report.shapes().input(i).map(NirText::shape).orElse("?"),
              report.shapes().output(i).map(NirText::shape).orElse("?"),
              EngineFit.of(flat, i).label(),
              Arrays.stream(flat.targets(i))
                  .mapToObj(flat::path)
                  .collect(Collectors.joining(", "))));
    }
    return table.text();
  }

  /** What a file holds may be meant for the terminal that shows it. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static String shape(int[] shape) {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }

  private static String parameters(NirReport report) {
    TextTable table = TextTable.of(List.of("dataset", "type", "shape", "first", "sum", "not 0"));
    for (int i = 0; i < report.flat().size(); i++) {
      NirNode node = report.flat().node(i);
      for (Map.Entry<String, NirArray> entry : node.parameters().entrySet()) {
        String name = report.flat().path(i) + "." + entry.getKey();
        table.row(parameter(name, entry.getValue()));
      }
    }
    return table.text();
  }

  private static List<String> parameter(String name, NirArray array) {
    String shape = array.rank() == 0 ? "scalar" : shape(array.shape());
    if (!array.dtype().isNumber()) {
      String first = array.size() == 0 ? "" : printable(array.textAt(0));
      return List.of(name, array.dtype().label(), shape, first, "", "");
    }
    double[] values = array.toDoubles();
    String first =
        Arrays.stream(values)
            .limit(SHOWN)
            .mapToObj(NirText::number)
            .collect(Collectors.joining(" "));
    return List.of(
        name,
        array.dtype().label(),
        shape,
        values.length > SHOWN ? first + " .." : first,
        number(Arrays.stream(values).sum()),
        "" + Arrays.stream(values).filter(v -> v != 0).count());
  }

  /** A number of five digits, without zeros at its end. */
  static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    BigDecimal digits = new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros();
    boolean plain = Math.abs(value) < 1e9 && (value == 0 || Math.abs(value) >= 1e-4);
    return plain ? digits.toPlainString() : digits.toString().toLowerCase(Locale.ROOT);
  }

  private static void obstacles(StringBuilder text, NirReport report) {
    FlatGraph flat = report.flat();
    for (int i = 0; i < flat.size(); i++) {
      String node = "node \"%s\" (%s): ".formatted(flat.path(i), flat.node(i).type());
      EngineFit.obstacle(flat, i)
          .ifPresent(why -> text.append("\nnot for the engine: ").append(node).append(why));
    }
    if (text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  private static String bench(NirReport report) {
    NirFootprint f = report.footprint();
    StringBuilder text = new StringBuilder();
    figure(
        text,
        "footprint",
        "%d bytes (parameters %d, state %d)"
            .formatted(f.bytes(), f.parameterBytes(), f.stateBytes()));
    figure(text, "parameters", "%d (weights %d)".formatted(f.parameters(), f.weights()));
    figure(text, "neurons", "" + f.neurons());
    figure(text, "connection sparsity", sparsity(f.connectionSparsity()));
    report
        .trace()
        .ifPresent(
            t -> {
              figure(text, "activation sparsity", sparsity(t.activationSparsity()));
              figure(text, "synaptic operations", synops(t));
            });
    return text.toString();
  }

  static void figure(StringBuilder text, String name, String value) {
    text.append("  %-20s %s\n".formatted(name, value));
  }

  static String sparsity(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String synops(NirTrace t) {
    return synops(t.densePairs(), t.accumulates(), t.multiplyAccumulates());
  }

  static String synops(double dense, double accumulates, double multiplies) {
    return String.format(
        Locale.ROOT,
        "a step: dense %.0f, effective ACs %.1f, effective MACs %.1f",
        dense,
        accumulates,
        multiplies);
  }

  private static void trace(StringBuilder text, NirTrace t) {
    text.append("\nRun of ").append(t.steps()).append(" steps\n");
    t.spikes()
        .forEach(
            (path, s) ->
                figure(
                    text, path, "%d neurons, %d spikes".formatted(s.counts().size(), s.total())));
    t.values()
        .forEach(
            (path, v) ->
                figure(
                    text,
                    path,
                    "%d values, %s to %s"
                        .formatted(v.mean().size(), number(v.min()), number(v.max()))));
  }
}
