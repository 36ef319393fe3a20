package dev.gondola.snn.learning;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random networks in which everything that can learn does, by any rules; the same for a seed. */
final class RandomLearning {
  private final RandomGenerator random;

  private RandomLearning(long seed) {
    random = new SplittableRandom(seed);
  }

  static Network network(long seed) {
    return new RandomLearning(seed).learning(new RandomNetworks(seed).network());
  }

  /** The same network with weights, thresholds and gains that stay. */
  static Network without(Network n) {
    List<Population> populations =
        n.populations().stream()
            .map(
                p ->
                    new Population(
                        p.id(),
                        p.size(),
                        p.model(),
                        p.du(),
                        p.dv(),
                        p.vth(),
                        p.vthLo(),
                        p.biasMant(),
                        p.biasExp(),
                        p.u0(),
                        p.v0(),
                        p.refractoryPeriod(),
                        p.resetInterval(),
                        p.resetOffset(),
                        p.dth()))
            .toList();
    List<Projection> projections =
        n.projections().stream()
            .map(
                p ->
                    new Projection(
                        p.id(),
                        p.from(),
                        p.to(),
                        p.port(),
                        p.signMode(),
                        p.weightBits(),
                        p.weightExponent(),
                        p.messageBits(),
                        p.synapses()))
            .toList();
    return new Network(n.name(), n.stepsPerTick(), n.inputs(), populations, projections);
  }

  private Network learning(Network n) {
    List<Population> populations = n.populations().stream().map(this::homeostatic).toList();
    List<Projection> projections = new ArrayList<>();
    for (Projection p : n.projections()) {
      boolean spikes = n.populations().get(n.populationIndex(p.to())).model().spikes();
      projections.add(p.isDirect() || !spikes ? p : plastic(p));
    }
    return new Network(n.name(), n.stepsPerTick(), n.inputs(), populations, projections);
  }

  private Population homeostatic(Population p) {
    if (p.model() == NeuronModel.TERNARY_LIF || !p.model().spikes()) {
      return p;
    }
    return switch (random.nextInt(3)) {
      case 0 -> p;
      case 1 ->
          p.withHomeostasis(new HomeostaticThreshold(any(0, 65536), any(0, 1 << 24), 0, 131_071));
      default ->
          p.withHomeostasis(
              new AdaptiveGain(
                  any(0, 65536), any(0, 1 << 24), IntParameter.of(AdaptiveGain.ONE), 0, 65_535));
    };
  }

  private Projection plastic(Projection p) {
    SignMode mode = p.signMode() == SignMode.AUTO ? SignMode.MIXED : p.signMode();
    int lowest = mode == SignMode.EXCITATORY ? 0 : mode == SignMode.INHIBITORY ? -255 : -256;
    int highest = mode == SignMode.INHIBITORY ? 0 : 255;
    int wMin = any(lowest, highest - 1);
    int wMax = any(wMin + 1, highest);
    Synapses s = p.synapses().orElseThrow();
    int[][] list = new int[s.count()][];
    for (int k = 0; k < list.length; k++) {
      list[k] = new int[] {s.target(k), s.source(k), Math.clamp(s.weight(k), wMin, wMax)};
    }
    List<LearningRule> rules = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      rules.add(rule());
    }
    Learning.Bound bound = random.nextBoolean() ? Learning.Bound.HARD : Learning.Bound.SOFT;
    return new Projection(
            p.id(),
            p.from(),
            p.to(),
            p.port(),
            mode,
            p.weightBits(),
            p.weightExponent(),
            p.messageBits(),
            Optional.of(Synapses.of(s.sources(), s.targets(), list)))
        .withLearning(new Learning(wMin, wMax, bound, rules));
  }

  private LearningRule rule() {
    return switch (random.nextInt(4)) {
      case 0 -> new PairStdp(amplitude(), amplitude(), decay(), decay());
      case 1 ->
          new TripletStdp(
              any(0, LearningRule.MAX_AMPLITUDE),
              any(0, LearningRule.MAX_AMPLITUDE),
              any(0, LearningRule.MAX_AMPLITUDE),
              any(0, LearningRule.MAX_AMPLITUDE),
              decay(),
              decay(),
              decay(),
              decay());
      case 2 ->
          new ThreeFactor(
              any(0, 5),
              any(0, 30),
              amplitude(),
              amplitude(),
              amplitude(),
              decay(),
              decay(),
              decay());
      default -> new SynapticScaling(any(0, 65536), any(0, 65536), decay(), any(1, 20));
    };
  }

  private int amplitude() {
    return any(-LearningRule.MAX_AMPLITUDE, LearningRule.MAX_AMPLITUDE);
  }

  private int decay() {
    return any(1, 4096);
  }

  private int any(int low, int high) {
    return switch (random.nextInt(6)) {
      case 0 -> low;
      case 1 -> high;
      default -> random.nextInt(low, high + 1);
    };
  }
}
