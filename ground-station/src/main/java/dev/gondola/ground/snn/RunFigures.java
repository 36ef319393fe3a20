package dev.gondola.ground.snn;

import dev.gondola.ground.report.Fact;
import dev.gondola.ground.report.Metric;
import dev.gondola.ground.report.MetricTable;
import dev.gondola.ground.snn.SpikeStatistics.Summary;
import dev.gondola.snn.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a run.
 *
 * @param file file of the network
 * @param part the controller's part, if it was chosen
 * @param network the network
 * @param engine name of the engine
 * @param input what it was given, in words
 * @param steps steps run
 * @param stepsWanted steps that were to be run; more if it was stopped
 * @param time time of a step, if it is known
 * @param statistics spikes of every neuron
 * @param synapticOperations synapses that are not 0 that a spike went through, all steps
 */
public record RunFigures(
    String file,
    Optional<String> part,
    Network network,
    String engine,
    String input,
    long steps,
    long stepsWanted,
    StepTime time,
    SpikeStatistics statistics,
    long synapticOperations) {

  private boolean complete() {
    return steps == stepsWanted;
  }

  private long spikes() {
    return statistics.summaries().stream().mapToLong(Summary::spikes).sum();
  }

  private double operationsPerStep() {
    return steps == 0 ? 0 : (double) synapticOperations / steps;
  }

  private double rate(Summary s) {
    return steps == 0 ? 0 : time.rate((double) s.spikes() / s.neurons() / steps);
  }

  /** Returns a row for each population. */
  public MetricTable table() {
    List<Metric> metrics =
        List.of(
            new Metric("neurons", "neurons", "", 0),
            new Metric("active_neurons", "active neurons", "", 0),
            new Metric("spikes", "spikes", "", 0),
            new Metric(
                "rate", time.rateLabel(), time.rateUnit(), time.seconds().isPresent() ? 2 : 5),
            new Metric("first_spike_step", "first spike in step", "", 0));
    List<MetricTable.Row> rows =
        statistics.summaries().stream()
            .map(
                s ->
                    new MetricTable.Row(
                        s.id(),
                        s.neurons(),
                        s.activeNeurons(),
                        s.spikes(),
                        rate(s),
                        s.spikes() == 0 ? Double.NaN : s.firstStep()))
            .toList();
    return new MetricTable("population", metrics, rows);
  }

  /** Returns table and totals for the terminal. */
  public String text() {
    return table().text()
        + "steps %d%s  spikes %d  synaptic operations %d (%.1f a step)%n"
            .formatted(
                steps,
                complete() ? "" : " of " + stepsWanted + ", stopped",
                spikes(),
                synapticOperations,
                operationsPerStep());
  }

  /** Returns what one must know to repeat the run. */
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("network", file + part.map(p -> ", part " + p).orElse("")));
    facts.add(new Fact("input", input));
    facts.add(new Fact("steps", steps + (complete() ? "" : " of " + stepsWanted + ", stopped")));
    time.seconds().ifPresent(s -> facts.add(new Fact("time of a step", s + " s")));
    facts.add(new Fact("engine", engine));
    facts.add(new Fact("synapses", Long.toString(network.synapses())));
    facts.add(new Fact("synaptic operations", Long.toString(synapticOperations)));
    return facts;
  }

  /**
   * Returns the figures as described by {@code snn-run.schema.json}.
   *
   * @param perNeuron whether to list every neuron's spikes
   */
  public Map<String, Object> json(boolean perNeuron) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", file);
    object.put("part", part.orElse(null));
    object.put("network", network.name());
    object.put("engine", engine);
    object.put("input", input);
    object.put("steps", steps);
    object.put("complete", complete());
    object.put("dt_s", time.seconds().isPresent() ? time.seconds().getAsDouble() : null);
    object.put("neurons", network.neurons());
    object.put("synapses", network.synapses());
    object.put("spikes", spikes());
    object.put("synaptic_operations", synapticOperations);
    object.put("synaptic_operations_per_step", operationsPerStep());
    List<Map<String, Object>> populations = new ArrayList<>();
    for (int p = 0; p < network.populations().size(); p++) {
      populations.add(population(p, perNeuron));
    }
    object.put("populations", populations);
    return object;
  }

  private Map<String, Object> population(int index, boolean perNeuron) {
    Summary s = statistics.summary(index);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", s.id());
    object.put("neurons", s.neurons());
    object.put("active_neurons", s.activeNeurons());
    object.put("spikes", s.spikes());
    object.put(
        "spikes_per_neuron_and_step", steps == 0 ? 0.0 : (double) s.spikes() / s.neurons() / steps);
    object.put("rate_hz", time.seconds().isPresent() ? rate(s) : null);
    object.put("first_spike_step", s.spikes() == 0 ? null : s.firstStep());
    object.put("first_spike_neuron", s.spikes() == 0 ? null : s.firstNeuron());
    if (perNeuron) {
      object.put("neuron_spikes", statistics.counts(index));
      object.put(
          "neuron_first_spike_steps",
          Arrays.stream(statistics.firstSteps(index))
              .mapToObj(step -> step == 0 ? null : step)
              .toList());
    }
    return object;
  }
}
