package dev.gondola.snn.exchange;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.EffectiveWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** Random networks that NIR can carry exactly, the same for the same seed. */
final class ExportableNetworks {
  private static final IntParameter ZERO = IntParameter.of(0);
  private static final List<SignMode> MODES = List.of(SignMode.values());

  private final SplittableRandom random;

  ExportableNetworks(long seed) {
    random = new SplittableRandom(seed);
  }

  /** LIF and leaky integrators with any decays, delays, cycles, sign modes and first states. */
  Network network() {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      inputs.add(new Input("in" + i, 1 + random.nextInt(4)));
    }
    List<Population> populations = new ArrayList<>();
    int spiking = 1 + random.nextInt(4);
    for (int i = 0; i < spiking; i++) {
      populations.add(spiking("p" + i));
    }
    if (random.nextBoolean()) {
      populations.add(readout("q"));
    }
    List<Projection> projections = new ArrayList<>();
    for (Population to : populations) {
      projections.add(projection(projections.size(), inputs.getFirst(), to));
    }
    for (int k = 0; k < random.nextInt(8); k++) {
      Population to = populations.get(random.nextInt(populations.size()));
      int from = random.nextInt(inputs.size() + spiking);
      projections.add(
          from < inputs.size()
              ? projection(projections.size(), inputs.get(from), to)
              : projection(
                  projections.size(),
                  new Input(
                      populations.get(from - inputs.size()).id(),
                      size(populations, from - inputs.size())),
                  to));
    }
    return new Network("net", 1 + random.nextInt(5), inputs, populations, projections);
  }

  private static int size(List<Population> populations, int i) {
    return populations.get(i).size();
  }

  private Population spiking(String id) {
    int size = 1 + random.nextInt(5);
    boolean synaptic = random.nextBoolean();
    boolean leaky = random.nextInt(3) > 0;
    boolean biased = random.nextInt(3) == 0;
    return new Population(
        id,
        size,
        NeuronModel.LIF,
        synaptic ? each(size, () -> random.nextInt(4095)) : IntParameter.of(4095),
        leaky ? each(size, () -> random.nextInt(4096)) : ZERO,
        each(size, () -> 1000 + random.nextInt(20000)),
        ZERO,
        biased ? each(size, () -> random.nextInt(-300, 301)) : ZERO,
        ZERO,
        ZERO,
        biased ? each(size, () -> -5000 - random.nextInt(2000)) : ZERO,
        0,
        1,
        0,
        ZERO);
  }

  private Population readout(String id) {
    int size = 1 + random.nextInt(3);
    IntParameter du =
        random.nextBoolean() ? IntParameter.of(4095) : each(size, () -> random.nextInt(4095));
    return Population.leakyIntegrator(
        id, size, du, each(size, () -> random.nextInt(4096)), ZERO, ZERO);
  }

  private IntParameter each(int size, IntSupplier value) {
    if (random.nextBoolean()) {
      return IntParameter.of(value.getAsInt());
    }
    int[] values = new int[size];
    Arrays.setAll(values, i -> value.getAsInt());
    return IntParameter.perNeuron(values);
  }

  private Projection projection(int n, Input from, Population to) {
    int longest = random.nextBoolean() ? 0 : random.nextInt(6);
    List<int[]> list = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      for (int j = 0; j < to.size(); j++) {
        if (random.nextInt(3) > 0) {
          list.add(new int[] {j, i, random.nextInt(-256, 256), random.nextInt(longest + 1)});
        }
      }
    }
    SignMode mode = MODES.get(random.nextInt(MODES.size()));
    return new Projection(
        "c" + n,
        from.id(),
        to.id(),
        Port.CURRENT,
        mode,
        random.nextBoolean() ? 8 : 3 + random.nextInt(6),
        random.nextInt(4),
        0,
        Optional.of(Synapses.of(from.size(), to.size(), list.toArray(int[][]::new))));
  }

  /**
   * What a network does, whatever projections it is made of: parameters neuron by neuron, and for
   * each pair of neurons and latency what a spike adds.
   */
  static List<String> behaviour(Network network) {
    TreeMap<String, Integer> facts = new TreeMap<>();
    for (Population p : network.populations()) {
      facts.put(p.id() + " " + p.model() + " " + p.size(), 0);
      for (int i = 0; i < p.size(); i++) {
        String at = p.id() + " " + i + " ";
        facts.put(at + "du", p.du().at(i));
        facts.put(at + "dv", p.dv().at(i));
        facts.put(at + "vth", p.vth().at(i));
        facts.put(at + "bias", p.biasMant().at(i) << p.biasExp().at(i));
        facts.put(at + "u0", p.u0().at(i));
        facts.put(at + "v0", p.v0().at(i));
      }
    }
    for (Projection p : network.projections()) {
      Synapses s = p.synapses().orElseThrow();
      int[] weights = EffectiveWeights.of(p);
      for (int k = 0; k < weights.length; k++) {
        int e = p.weightExponent();
        int w = e >= 0 ? weights[k] << e : weights[k] >> -e;
        String key =
            "%s %d to %s %d after %d, graded %d"
                .formatted(p.from(), s.source(k), p.to(), s.target(k), s.delay(k), p.messageBits());
        facts.merge(key, w, Integer::sum);
      }
    }
    facts.put("steps per tick", network.stepsPerTick());
    return facts.entrySet().stream()
        .filter(
            e -> e.getValue() != 0 || e.getKey().contains(" LEAKY") || e.getKey().contains(" LIF"))
        .map(e -> e.getKey() + " = " + e.getValue())
        .toList();
  }
}
