package dev.gondola.snn;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A slow, plain engine written from the rules and from nothing else. It keeps every spike ever
 * emitted, asks for each neuron in each step what arrives, and counts in BigInteger, so that it
 * shares neither layout nor arithmetic with the engine it is held against.
 */
public final class ReferenceNetwork {
  private static final BigInteger V_MAX = BigInteger.valueOf((1 << 23) - 1);

  private final Network network;

  /** {@code emitted.get(t).get(group)}: inputs, then populations; step 0 is silence. */
  private final List<int[][]> emitted = new ArrayList<>();

  private final Neuron[][] neurons;
  private long operations;

  public ReferenceNetwork(Network network) {
    this.network = network;
    neurons = new Neuron[network.populations().size()][];
    for (int p = 0; p < neurons.length; p++) {
      Population population = network.populations().get(p);
      neurons[p] = new Neuron[population.size()];
      for (int i = 0; i < population.size(); i++) {
        neurons[p][i] = new Neuron(population, i);
      }
    }
    emitted.add(silence());
  }

  private int[][] silence() {
    List<int[]> groups = new ArrayList<>();
    network.inputs().forEach(i -> groups.add(new int[i.size()]));
    network.populations().forEach(p -> groups.add(new int[p.size()]));
    return groups.toArray(int[][]::new);
  }

  /** Runs a step with the given input values. */
  public void step(int[][] inputs) {
    int t = emitted.size();
    int[][] now = silence();
    for (int i = 0; i < inputs.length; i++) {
      now[i] = inputs[i].clone();
    }
    for (int p = 0; p < neurons.length; p++) {
      for (int j = 0; j < neurons[p].length; j++) {
        BigInteger current = arrivals(now, t, p, j, Port.CURRENT);
        BigInteger adaptation = arrivals(now, t, p, j, Port.THRESHOLD);
        now[inputs.length + p][j] = neurons[p][j].update(t, current, adaptation);
      }
    }
    emitted.add(now);
    operations += operations(now);
  }

  private BigInteger arrivals(int[][] now, int t, int population, int neuron, Port port) {
    BigInteger sum = BigInteger.ZERO;
    for (Projection projection : network.projections()) {
      if (projection.port() != port
          || !projection.to().equals(network.populations().get(population).id())) {
        continue;
      }
      int group = group(projection.from());
      if (projection.isDirect()) {
        sum = sum.add(BigInteger.valueOf(now[group][neuron]));
        continue;
      }
      Synapses s = projection.synapses().orElseThrow();
      for (int d = 0; d <= s.maxDelay() && t - 1 - d >= 0; d++) {
        sum = sum.add(delivered(projection, emitted.get(t - 1 - d)[group], neuron, d));
      }
    }
    return sum;
  }

  private static BigInteger delivered(Projection p, int[] source, int neuron, int delay) {
    Synapses s = p.synapses().orElseThrow();
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < s.count(); k++) {
      if (s.target(k) == neuron && s.delay(k) == delay && source[s.source(k)] != 0) {
        int value = p.messageBits() > 0 ? source[s.source(k)] : 1;
        sum = sum.add(BigInteger.valueOf(weight(p, k)).multiply(BigInteger.valueOf(value)));
      }
    }
    return sum.shiftLeft(p.weightExponent());
  }

  /** The weight the chip stores, by division instead of shifts. */
  static int weight(Projection p, int k) {
    Synapses s = p.synapses().orElseThrow();
    boolean anyNegative = false;
    boolean anyPositive = false;
    for (int i = 0; i < s.count(); i++) {
      anyNegative |= s.weight(i) < 0;
      anyPositive |= s.weight(i) > 0;
    }
    SignMode mode = p.signMode();
    if (mode == SignMode.AUTO) {
      mode =
          anyNegative ? (anyPositive ? SignMode.MIXED : SignMode.INHIBITORY) : SignMode.EXCITATORY;
    }
    long w = s.weight(k);
    long unit = 1L << (8 - p.weightBits());
    return switch (mode) {
      case EXCITATORY -> (int) (Math.max(0, Math.min(255, w)) / unit * unit);
      case INHIBITORY -> (int) -(Math.max(0, Math.min(255, -w)) / unit * unit);
      default -> (int) (Math.floorDiv(Math.max(-256, Math.min(255, w)), 2 * unit) * 2 * unit);
    };
  }

  private long operations(int[][] now) {
    long count = 0;
    for (Projection p : network.projections()) {
      if (!p.isDirect()) {
        Synapses s = p.synapses().orElseThrow();
        for (int k = 0; k < s.count(); k++) {
          count += now[group(p.from())][s.source(k)] != 0 && weight(p, k) != 0 ? 1 : 0;
        }
      }
    }
    return count;
  }

  private int group(String id) {
    for (int i = 0; i < network.inputs().size(); i++) {
      if (network.inputs().get(i).id().equals(id)) {
        return i;
      }
    }
    return network.inputs().size() + network.populationIndex(id);
  }

  /** Spikes of the last step. */
  public int[] spikes(int population) {
    return emitted.getLast()[network.inputs().size() + population].clone();
  }

  public int[] current(int population) {
    int[] u = new int[neurons[population].length];
    for (int i = 0; i < u.length; i++) {
      u[i] = neurons[population][i].u.intValueExact();
    }
    return u;
  }

  public int[] membranePotential(int population) {
    int[] v = new int[neurons[population].length];
    for (int i = 0; i < v.length; i++) {
      v[i] = neurons[population][i].v.intValueExact();
    }
    return v;
  }

  /** Synaptic operations since the start. */
  public long operations() {
    return operations;
  }

  private static BigInteger bits32(BigInteger x) {
    return BigInteger.valueOf(x.intValue());
  }

  private static BigInteger clamp(BigInteger x, BigInteger low, BigInteger high) {
    return x.max(low).min(high);
  }

  /** Rounds toward zero within the chip; a factor below 0, beyond it, rounds the magnitude down. */
  private static BigInteger decay(BigInteger y, int keep) {
    BigInteger magnitude = y.abs().multiply(BigInteger.valueOf(keep)).shiftRight(12);
    return y.signum() < 0 ? magnitude.negate() : magnitude;
  }

  private static final class Neuron {
    final Population p;
    final int i;
    BigInteger u;
    BigInteger v;
    BigInteger w = BigInteger.ZERO;
    long lastSpike = Long.MIN_VALUE / 2;

    Neuron(Population p, int i) {
      this.p = p;
      this.i = i;
      u = BigInteger.valueOf(p.u0().at(i));
      v = BigInteger.valueOf(p.v0().at(i));
    }

    int update(long t, BigInteger current, BigInteger adaptation) {
      if (p.model() == NeuronModel.LIF_RESET
          && Math.floorMod(t - p.resetOffset(), (long) p.resetInterval()) == 0) {
        u = BigInteger.ZERO;
        v = BigInteger.ZERO;
      }
      BigInteger x = bits32(decay(u, 4095 - p.du().at(i)).add(bits32(current.shiftLeft(6))));
      BigInteger limit = BigInteger.ONE.shiftLeft(23);
      if (x.compareTo(limit) > 0) {
        x = x.subtract(BigInteger.ONE.shiftLeft(24));
      } else if (x.compareTo(limit.negate()) <= 0) {
        x = x.add(BigInteger.ONE.shiftLeft(24));
      }
      u = x;
      if (p.model() == NeuronModel.LIF_REFRACTORY && t - lastSpike <= p.refractoryPeriod()) {
        return 0;
      }
      BigInteger bias = BigInteger.valueOf(p.biasMant().at(i)).shiftLeft(p.biasExp().at(i));
      BigInteger y = bits32(decay(v, 4096 - p.dv().at(i)).add(u).add(bias));
      y = clamp(y, V_MAX.negate(), V_MAX);
      if (p.model() == NeuronModel.LEAKY_INTEGRATOR) {
        v = y;
        return 0;
      }
      int spike = spike(y, threshold(adaptation));
      v = spike == 0 ? y : BigInteger.ZERO;
      lastSpike = spike == 0 ? lastSpike : t;
      return spike;
    }

    private BigInteger threshold(BigInteger adaptation) {
      BigInteger base = BigInteger.valueOf(p.vth().at(i)).shiftLeft(6);
      if (p.model() != NeuronModel.IWTA_LIF) {
        return base;
      }
      BigInteger next = bits32(decay(w, 4096 - p.dth().at(i)).add(adaptation.shiftLeft(6)));
      w = clamp(next, V_MAX.negate(), V_MAX);
      return clamp(base.add(w), BigInteger.ZERO, V_MAX);
    }

    private int spike(BigInteger y, BigInteger threshold) {
      if (p.model() == NeuronModel.TERNARY_LIF
          && y.compareTo(BigInteger.valueOf(p.vthLo().at(i)).shiftLeft(6)) < 0) {
        return -1;
      }
      return y.compareTo(threshold) > 0 ? 1 : 0;
    }
  }
}
