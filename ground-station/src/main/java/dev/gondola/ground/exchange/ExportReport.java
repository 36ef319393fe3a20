package dev.gondola.ground.exchange;

import dev.gondola.snn.exchange.ExportOptions;
import dev.gondola.snn.exchange.ExportedGraph;
import java.util.List;

/**
 * What {@code snn export} wrote, described by {@code snn-export.schema.json}.
 *
 * @param file the network or controller file
 * @param part the controller's part; null for a network file
 * @param nir the NIR file written
 * @param profile framework that is to load it
 * @param dt what a step of the network is, s
 * @param fileDt what a step is in the file, s
 * @param nodes number of nodes
 * @param edges number of edges
 * @param populations what became of each population
 * @param notes what is not as in the network, or is worth knowing
 */
public record ExportReport(
    String file,
    String part,
    String nir,
    String profile,
    double dt,
    double fileDt,
    int nodes,
    int edges,
    List<ExportedGraph.Population> populations,
    List<String> notes) {

  /** Puts together what is reported. */
  public static ExportReport of(
      String file, String part, String nir, ExportOptions options, ExportedGraph exported) {
    return new ExportReport(
        file,
        part,
        nir,
        options.profile().label(),
        options.dt(),
        options.stepInFile(),
        exported.graph().nodes().size(),
        exported.graph().edges().size(),
        exported.populations(),
        exported.notes());
  }

  /** Returns the report as a table. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        "%s  profile %s, a step is %s s, in the file %s s; %d nodes, %d edges%n"
            .formatted(nir, profile, dt, fileDt, nodes, edges));
    out.append(
        "%n%-24s %-24s %-8s %7s %7s %6s%n"
            .formatted("population", "node", "type", "neurons", "latency", "scale"));
    for (ExportedGraph.Population p : populations) {
      out.append(
          "%-24s %-24s %-8s %7d %7d   2^%d%n"
              .formatted(p.id(), p.node(), p.type(), p.size(), p.latency(), p.scaleExponent()));
    }
    notes.forEach(note -> out.append("%nnote: %s".formatted(note)));
    if (!notes.isEmpty()) {
      out.append(System.lineSeparator());
    }
    return out.toString();
  }
}
