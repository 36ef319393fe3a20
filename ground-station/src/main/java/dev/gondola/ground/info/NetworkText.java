package dev.gondola.ground.info;

import dev.gondola.ground.report.TextTable;
import dev.gondola.snn.ChipRange;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Projection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is in an integer network, for people. */
final class NetworkText {
  private NetworkText() {}

  static String of(NetworkReport report) {
    Network n = report.network();
    StringBuilder text = new StringBuilder();
    text.append("network \"%s\", %d steps a tick\n".formatted(n.name(), n.stepsPerTick()));
    ChipRange.faults(n).forEach(f -> text.append("  beyond the chip: ").append(f).append('\n'));
    text.append('\n').append(neurons(n)).append('\n').append(projections(n));
    text.append("\nNeuroBench\n");
    bench(text, report);
    report.trace().ifPresent(t -> trace(text, t));
    return text.toString();
  }

  private static String neurons(Network n) {
    TextTable table = TextTable.of(List.of("neurons", "size", "model", "parameters"));
    n.inputs().forEach(i -> table.row(List.of(i.id(), "" + i.size(), "input", "")));
    n.populations()
        .forEach(
            p ->
                table.row(
                    List.of(
                        p.id(),
                        "" + p.size(),
                        p.model().label(),
                        NetworkReport.parameters(p).entrySet().stream()
                            .map(e -> e.getKey() + " " + range(e.getValue()))
                            .collect(Collectors.joining(", ")))));
    return table.text();
  }

  private static String range(IntParameter value) {
    int[] values = value.expand(value.length());
    int low = Arrays.stream(values).min().orElse(0);
    int high = Arrays.stream(values).max().orElse(0);
    return low == high ? "" + low : low + ".." + high;
  }

  private static String projections(Network n) {
    TextTable table =
        TextTable.of(
            List.of(
                "from", "to", "kind", "synapses", "weights", "bits", "exponent", "longest delay"));
    n.projections().forEach(p -> table.row(projection(p)));
    return table.text();
  }

  private static List<String> projection(Projection p) {
    if (p.isDirect()) {
      return List.of(p.from(), p.to(), NetworkReport.kind(p), "", "", "", "", "");
    }
    int[] weights = NetworkFootprint.weights(p);
    int low = Arrays.stream(weights).min().orElse(0);
    int high = Arrays.stream(weights).max().orElse(0);
    return List.of(
        p.from(),
        p.to(),
        NetworkReport.kind(p),
        "" + p.synapses().orElseThrow().count(),
        low + " to " + high,
        "" + p.weightBits(),
        "" + p.weightExponent(),
        "" + p.synapses().orElseThrow().maxDelay());
  }

  private static void bench(StringBuilder text, NetworkReport report) {
    NetworkFootprint f = report.footprint();
    NirText.figure(
        text,
        "footprint",
        "%d bytes (parameters %d, state %d)"
            .formatted(f.parameterBytes() + f.stateBytes(), f.parameterBytes(), f.stateBytes()));
    NirText.figure(text, "parameters", "%d (weights %d)".formatted(f.parameters(), f.weights()));
    NirText.figure(text, "neurons", "" + f.neurons());
    NirText.figure(text, "connection sparsity", NirText.sparsity(f.connectionSparsity()));
    report
        .trace()
        .ifPresent(
            t -> {
              NirText.figure(text, "activation sparsity", NirText.sparsity(t.activationSparsity()));
              NirText.figure(
                  text,
                  "synaptic operations",
                  NirText.synops((double) f.densePairs(), t.accumulates(), 0));
            });
  }

  private static void trace(StringBuilder text, NetworkTrace t) {
    text.append("\nRun of ").append(t.steps()).append(" steps\n");
    t.totals().forEach((id, total) -> NirText.figure(text, id, total + " spikes"));
  }
}
