package dev.gondola.snn;

import java.util.List;

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

  /** Most inputs, most populations and most projections. */
  public static final int MAX_GROUPS = 4096;

  /**
   * Largest {@link #bufferSize}: a few bytes of a file may ask for many neurons with long delays.
   */
  public static final int MAX_BUFFER = 1 << 23;

  /**
   * Makes a network.
   *
   * @throws NetworkException if ids repeat or are unknown, shapes do not fit, or a number is out of
   *     its range; all faults at once
   */
  public Network {
    inputs = List.copyOf(inputs);
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    List<String> faults = NetworkFaults.of(stepsPerTick, inputs, populations, projections);
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
   * Returns how many numbers an engine keeps for spikes on their way: sources + targets x (largest
   * delay + 1), summed over the projections with synapses. At most {@link #MAX_BUFFER}.
   */
  public long bufferSize() {
    return bufferSize(projections);
  }

  /**
   * Returns how many synapses the convolutions expand to, which a few bytes of a file may ask for.
   * At most {@link Convolution#MAX_SYNAPSES}.
   */
  public long convolutionSynapses() {
    return convolutionSynapses(projections);
  }

  static long convolutionSynapses(List<Projection> projections) {
    return projections.stream()
        .flatMap(p -> p.synapses().stream())
        .flatMap(s -> s.convolution().stream())
        .mapToLong(Convolution::synapses)
        .sum();
  }

  static long bufferSize(List<Projection> projections) {
    return projections.stream()
        .flatMap(p -> p.synapses().stream())
        .mapToLong(s -> s.sources() + s.targets() * (s.maxDelay() + 1L))
        .sum();
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
}
