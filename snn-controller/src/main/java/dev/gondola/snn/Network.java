package dev.gondola.snn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A spiking network as data: immutable, checked when made. Engines execute it and all give the same
 * spikes.
 *
 * @param name name for people
 * @param stepsPerTick network steps in one control period; every weighted hop costs a step
 * @param inputs sources from outside
 * @param populations neurons
 * @param projections connections
 */
public record Network(
    String name,
    int stepsPerTick,
    List<Input> inputs,
    List<Population> populations,
    List<Projection> projections) {

  /** Network steps in a control period where a file does not say: encoder, hidden and one spare. */
  public static final int DEFAULT_STEPS_PER_TICK = 3;

  /** Most neurons and input channels a network may have, so that a file cannot exhaust memory. */
  public static final int MAX_NEURONS = 1 << 20;

  /** Most steps in one control period. */
  public static final int MAX_STEPS_PER_TICK = 1000;

  /** Longest synaptic delay in steps that any network may ask for. */
  public static final int MAX_DELAY = 4095;

  /**
   * Makes a network.
   *
   * @throws NetworkException if ids repeat or are unknown, or shapes do not fit; all faults at once
   */
  public Network {
    inputs = List.copyOf(inputs);
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    List<String> faults = faults(stepsPerTick, inputs, populations, projections);
    if (!faults.isEmpty()) {
      throw new NetworkException("network \"" + name + "\"", faults);
    }
  }

  /** Returns the number of neurons in all populations. */
  public int neurons() {
    return populations.stream().mapToInt(Population::size).sum();
  }

  /** Returns the number of synapses in all projections. */
  public long synapses() {
    return projections.stream().mapToLong(p -> p.synapses().map(Synapses::count).orElse(0)).sum();
  }

  /**
   * Returns the index of an input.
   *
   * @throws IllegalArgumentException if there is no such input
   */
  public int inputIndex(String id) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("network \"" + name + "\" has no input \"" + id + "\"");
  }

  /**
   * Returns the index of a population.
   *
   * @throws IllegalArgumentException if there is no such population
   */
  public int populationIndex(String id) {
    for (int i = 0; i < populations.size(); i++) {
      if (populations.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("network \"" + name + "\" has no population \"" + id + "\"");
  }

  private static List<String> faults(
      int stepsPerTick,
      List<Input> inputs,
      List<Population> populations,
      List<Projection> projections) {
    List<String> faults = new ArrayList<>();
    if (stepsPerTick < 1 || stepsPerTick > MAX_STEPS_PER_TICK) {
      faults.add("stepsPerTick must be 1.." + MAX_STEPS_PER_TICK + ", is " + stepsPerTick);
    }
    Map<String, Integer> sizes = new HashMap<>();
    long total = 0;
    for (Input input : inputs) {
      total += checkSize(faults, sizes, "input", input.id(), input.size());
    }
    Map<String, Population> targets = new HashMap<>();
    for (Population p : populations) {
      total += checkSize(faults, sizes, "population", p.id(), p.size());
      targets.put(p.id(), p);
      checkParameters(faults, p);
    }
    if (total > MAX_NEURONS) {
      faults.add("has " + total + " neurons and input channels; at most " + MAX_NEURONS);
    }
    for (Projection p : projections) {
      checkProjection(faults, p, sizes, targets);
    }
    return faults;
  }

  private static int checkSize(
      List<String> faults, Map<String, Integer> sizes, String kind, String id, int size) {
    if (sizes.putIfAbsent(id, size) != null) {
      faults.add("the id \"" + id + "\" is used twice; give the " + kind + " another");
    }
    if (size < 1 || size > MAX_NEURONS) {
      faults.add(kind + " \"" + id + "\": size must be 1.." + MAX_NEURONS + ", is " + size);
      return 0;
    }
    return size;
  }

  private static void checkParameters(List<String> faults, Population p) {
    Map<String, IntParameter> parameters =
        Map.of(
            "du",
            p.du(),
            "dv",
            p.dv(),
            "vth",
            p.vth(),
            "vthLo",
            p.vthLo(),
            "biasMant",
            p.biasMant(),
            "biasExp",
            p.biasExp(),
            "u0",
            p.u0(),
            "v0",
            p.v0(),
            "dth",
            p.dth());
    parameters.forEach(
        (name, value) -> {
          if (!value.fits(p.size())) {
            faults.add(
                "population \"%s\": %s lists %d numbers for %d neurons"
                    .formatted(p.id(), name, value.length(), p.size()));
          }
        });
    if (p.refractoryPeriod() < 0) {
      faults.add("population \"" + p.id() + "\": refractoryPeriod must not be negative");
    }
    if (p.resetInterval() < 1) {
      faults.add("population \"" + p.id() + "\": resetInterval must be at least 1");
    }
  }

  private static void checkProjection(
      List<String> faults,
      Projection p,
      Map<String, Integer> sizes,
      Map<String, Population> targets) {
    String where = "projection \"" + p.id() + "\": ";
    Integer from = sizes.get(p.from());
    Population target = targets.get(p.to());
    if (from == null) {
      faults.add(where + "there is no input or population \"" + p.from() + "\" to come from");
    }
    if (target == null) {
      faults.add(where + "there is no population \"" + p.to() + "\" to go to");
    }
    if (from == null || target == null) {
      return;
    }
    if (p.port() == Port.THRESHOLD && target.model() != NeuronModel.IWTA_LIF) {
      faults.add(where + "only an iwta-lif population has a threshold port");
    }
    if (p.isDirect()) {
      if (targets.containsKey(p.from())) {
        faults.add(where + "only an input can be joined directly; give synapses instead");
      }
      if (from != target.size()) {
        faults.add(where + "joins " + from + " channels directly to " + target.size() + " neurons");
      }
      return;
    }
    Synapses s = p.synapses().orElseThrow();
    if (s.sources() != from || s.targets() != target.size()) {
      faults.add(
          where
              + "synapses are for %d sources and %d targets, but \"%s\" has %d and \"%s\" has %d"
                  .formatted(s.sources(), s.targets(), p.from(), from, p.to(), target.size()));
    }
    for (int k = 0; k < s.count(); k++) {
      if (s.delay(k) < 0 || s.delay(k) > MAX_DELAY) {
        faults.add(where + "delay must be 0.." + MAX_DELAY + ", is " + s.delay(k));
        return;
      }
    }
  }
}
