package dev.gondola.ground.exchange;

import dev.gondola.snn.exchange.Agreement;
import dev.gondola.snn.exchange.ImportOptions;
import dev.gondola.snn.exchange.ImportedNetwork;
import dev.gondola.snn.exchange.PopulationCost;
import dev.gondola.snn.exchange.ProjectionCost;
import java.util.List;

/**
 * What {@code snn import} did and what it cost, described by {@code snn-import.schema.json}.
 *
 * @param file the NIR file
 * @param network the network file written; null for none
 * @param profile whose discretisation the file means
 * @param dt step, s
 * @param weightBits resolution of the weights
 * @param inputExponent null for spikes; else an input x is the whole number nearest to x times 2 to
 *     this power
 * @param input what both ran on
 * @param populations neuron nodes
 * @param projections what joins them
 * @param agreement how both runs agree
 * @param notes what is not as in NIR, or is worth knowing
 */
public record ImportReport(
    String file,
    String network,
    String profile,
    double dt,
    String weightBits,
    Integer inputExponent,
    Stimulus input,
    List<PopulationCost> populations,
    List<ProjectionCost> projections,
    Agreement agreement,
    List<String> notes) {

  /**
   * What both ran on.
   *
   * @param file a CSV file; null for random spikes
   * @param seed seed of the random spikes; null for a file
   * @param probability probability of a spike in a step; null for a file
   */
  public record Stimulus(String file, Long seed, Double probability) {}

  /** Puts together what is reported. */
  public static ImportReport of(
      String file, String network, ImportedNetwork imported, Stimulus input, Agreement agreement) {
    ImportOptions options = imported.options();
    return new ImportReport(
        file,
        network,
        options.profile().label(),
        options.dt(),
        options.weights().label(),
        options.inputExponent().isPresent() ? options.inputExponent().getAsInt() : null,
        input,
        imported.cost().populations(),
        imported.cost().projections(),
        agreement,
        imported.cost().notes());
  }

  /** Returns the report as tables. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        "%s  profile %s, dt %s s, weights of %s bits%n"
            .formatted(file, profile, shortest(dt), weightBits));
    out.append(
        "%n%-24s %-8s %7s %7s %6s  %s%n"
            .formatted("population", "type", "neurons", "latency", "scale", "errors, relative"));
    for (PopulationCost p : populations) {
      out.append(
          "%-24s %-8s %7d %7d   2^%-3d threshold %s, current decay %s, membrane decay %s, bias %s%n"
              .formatted(
                  p.node(),
                  p.type(),
                  p.size(),
                  p.latency(),
                  p.scaleExponent(),
                  percent(p.thresholdError()),
                  percent(p.currentDecayError()),
                  percent(p.membraneDecayError()),
                  percent(p.biasError())));
    }
    out.append(
        "%n%-36s %9s %6s  %s%n".formatted("projection", "synapses", "delay", "weight error"));
    for (ProjectionCost p : projections) {
      out.append(
          "%-36s %9d %6s  max %s of the largest, rms %s%n"
              .formatted(
                  p.from() + " to " + p.to(),
                  p.synapses(),
                  p.minDelay() == p.maxDelay() ? p.minDelay() : p.minDelay() + "-" + p.maxDelay(),
                  percent(p.errorMax()),
                  percent(p.errorRms())));
    }
    agreement(out);
    notes.forEach(note -> out.append("%nnote: %s".formatted(note)));
    if (!notes.isEmpty()) {
      out.append(System.lineSeparator());
    }
    return out.toString();
  }

  private void agreement(StringBuilder out) {
    String on =
        input.file() == null
            ? "random spikes, probability %s, seed %d"
                .formatted(shortest(input.probability()), input.seed())
            : input.file();
    out.append(
        "%n%d steps on %s, against the graph in float64:%n".formatted(agreement.steps(), on));
    for (Agreement.Spikes s : agreement.spikes()) {
      out.append(
          "%-24s %d spikes, %d there (%s); %s of the raster equal, coincidence %s%s%n"
              .formatted(
                  s.node(),
                  s.engine(),
                  s.reference(),
                  percent(s.difference()),
                  percent(s.equal()),
                  percent(s.coincidence()),
                  saturated(s.saturated())));
    }
    for (Agreement.Readout r : agreement.readouts()) {
      out.append(
          "%-24s rms %.3g of at most %.3g%s%n"
              .formatted(r.node(), r.rms(), r.most(), saturated(r.saturated())));
    }
  }

  private static String saturated(long count) {
    return count == 0 ? "" : "; saturated %d times".formatted(count);
  }

  private static String percent(double share) {
    return "%.3g %%".formatted(100 * share);
  }

  private static String shortest(double x) {
    String s = Double.toString(x);
    return s.endsWith(".0") ? s.substring(0, s.length() - 2) : s;
  }
}
