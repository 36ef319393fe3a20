package dev.gondola.snn;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameter ranges of the first and second Loihi chip, as Lava's fixed-point process models
 * state them (github.com/lava-nc/lava, {@code proc/lif} and {@code proc/dense}).
 *
 * <p>Weights have 1 to 8 bits: the chip's densest synapse format has 1 (Davies et al., Loihi, IEEE
 * Micro 38, 2018), and its widths are 1..6 and 8 (nengo-loihi, {@code WEIGHT_BITS_MAP}); 7 bits are
 * stored in 8, as every weight of 7 bits is one of 8.
 */
public final class ChipRange {
  private ChipRange() {}

  /**
   * Returns what in a network lies outside the chip's range; empty if nothing does. Whether the
   * summed input of a step fits 16 bits depends on the spikes and is not judged here.
   */
  public static List<String> faults(Network network) {
    List<String> faults = new ArrayList<>();
    network.populations().forEach(p -> faults.addAll(faults(p)));
    for (Projection p : network.projections()) {
      String where = "projection \"" + p.id() + "\": ";
      range(faults, where + "weightBits", p.weightBits(), 1, 8);
      range(faults, where + "weightExponent", p.weightExponent(), -8, 7);
      range(faults, where + "messageBits", p.messageBits(), 0, 32);
      p.synapses().ifPresent(s -> range(faults, where + "delay", s.maxDelay(), 0, 63));
    }
    return faults;
  }

  /** Returns what in a population lies outside the chip's range; empty if nothing does. */
  public static List<String> faults(Population p) {
    List<String> faults = new ArrayList<>();
    check(faults, p, "du", p.du(), 0, 4095);
    check(faults, p, "dv", p.dv(), 0, 4095);
    check(faults, p, "vth", p.vth(), 0, 131071);
    check(faults, p, "vthLo", p.vthLo(), -131072, 0);
    check(faults, p, "biasMant", p.biasMant(), -4096, 4095);
    check(faults, p, "biasExp", p.biasExp(), 0, 7);
    check(faults, p, "u0", p.u0(), -(1 << 23) + 1, 1 << 23);
    check(faults, p, "v0", p.v0(), -(1 << 23) + 1, (1 << 23) - 1);
    check(faults, p, "dth", p.dth(), 0, 4095);
    return faults;
  }

  private static void check(
      List<String> faults, Population p, String name, IntParameter value, int low, int high) {
    for (int i = 0; i < value.length(); i++) {
      if (value.at(i) < low || value.at(i) > high) {
        faults.add(
            "population \"%s\": %s must be %d..%d, is %d%s"
                .formatted(
                    p.id(),
                    name,
                    low,
                    high,
                    value.at(i),
                    value.isScalar() ? "" : " at neuron " + i));
        return;
      }
    }
  }

  private static void range(List<String> faults, String what, int value, int low, int high) {
    if (value < low || value > high) {
      faults.add("%s must be %d..%d, is %d".formatted(what, low, high, value));
    }
  }
}
