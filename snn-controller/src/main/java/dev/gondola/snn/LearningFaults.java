package dev.gondola.snn;

import dev.gondola.snn.learning.AdaptiveGain;
import dev.gondola.snn.learning.Homeostasis;
import dev.gondola.snn.learning.HomeostaticThreshold;
import dev.gondola.snn.learning.Learning;
import dev.gondola.snn.learning.LearningRule;
import dev.gondola.snn.learning.PairStdp;
import dev.gondola.snn.learning.SynapticScaling;
import dev.gondola.snn.learning.ThreeFactor;
import dev.gondola.snn.learning.Traces;
import dev.gondola.snn.learning.TripletStdp;
import java.util.ArrayList;
import java.util.List;

/** Finds what keeps a projection from learning and a population from homeostasis. */
final class LearningFaults {
  private final List<String> faults = new ArrayList<>();
  private final String where;

  private LearningFaults(String where) {
    this.where = where;
  }

  /** Returns the faults of a projection's learning. */
  static List<String> of(Projection p, Population target) {
    LearningFaults check = new LearningFaults("projection \"" + p.id() + "\": ");
    p.learning().ifPresent(learning -> check.learning(p, learning, target));
    return check.faults;
  }

  /** Returns the faults of a population's homeostasis. */
  static List<String> of(Population p) {
    LearningFaults check = new LearningFaults("population \"" + p.id() + "\": homeostasis ");
    p.homeostasis().ifPresent(homeostasis -> check.homeostasis(p, homeostasis));
    return check.faults;
  }

  private void learning(Projection p, Learning learning, Population target) {
    if (p.isDirect()) {
      faults.add(where + "is direct: it has no weights to learn");
      return;
    }
    if (p.synapses().orElseThrow().convolution().isPresent()) {
      faults.add(
          where + "cannot learn: a convolution shares its weights; list its synapses instead");
      return;
    }
    if (!target.model().spikes()
        && !learning.rules().stream().allMatch(LearningFaults::needsNoTarget)) {
      faults.add(
          where
              + "neurons of \"%s\" do not spike: only three-factor rules with pre can act"
                  .formatted(target.id()));
    }
    if (p.synapses().orElseThrow().maxDelay() > 0) {
      faults.add(where + "cannot learn: learning has no delays");
    }
    bounds(p, learning);
    range("learning/rules: number", learning.rules().size(), 1, Learning.MAX_RULES);
    for (int i = 0; i < learning.rules().size(); i++) {
      rule("learning/rules/" + i + "/", learning.rules().get(i));
    }
  }

  private static boolean needsNoTarget(LearningRule rule) {
    return rule instanceof ThreeFactor r && r.pre() != 0;
  }

  private void bounds(Projection p, Learning learning) {
    int low =
        switch (p.signMode()) {
          case MIXED -> -256;
          case INHIBITORY -> -255;
          case EXCITATORY, AUTO -> 0;
        };
    int high = p.signMode() == SignMode.INHIBITORY ? 0 : 255;
    if (p.signMode() == SignMode.AUTO) {
      faults.add(where + "cannot learn in sign mode auto: name one");
      return;
    }
    int before = faults.size();
    range("learning/wMin", learning.wMin(), low, high - 1);
    range("learning/wMax", learning.wMax(), learning.wMin() + 1, high);
    if (faults.size() > before) {
      return;
    }
    for (int w : p.synapses().orElseThrow().weights()) {
      if (w < learning.wMin() || w > learning.wMax()) {
        range("weights that learn", w, learning.wMin(), learning.wMax());
        return;
      }
    }
  }

  private void rule(String at, LearningRule rule) {
    switch (rule) {
      case PairStdp r -> {
        amplitude(at + "plus", r.plus());
        amplitude(at + "minus", r.minus());
        decay(at + "preDecay", r.preDecay());
        decay(at + "postDecay", r.postDecay());
      }
      case TripletStdp r -> triplet(at, r);
      case ThreeFactor r -> threeFactor(at, r);
      case SynapticScaling r -> {
        range(at + "target", r.target(), 0, Traces.ONE);
        range(at + "gain", r.gain(), 0, Traces.ONE);
        decay(at + "rateDecay", r.rateDecay());
        range(at + "interval", r.interval(), 1, SynapticScaling.MAX_INTERVAL);
      }
    }
  }

  private void triplet(String at, TripletStdp r) {
    range(at + "plus2", r.plus2(), 0, LearningRule.MAX_AMPLITUDE);
    range(at + "plus3", r.plus3(), 0, LearningRule.MAX_AMPLITUDE);
    range(at + "minus2", r.minus2(), 0, LearningRule.MAX_AMPLITUDE);
    range(at + "minus3", r.minus3(), 0, LearningRule.MAX_AMPLITUDE);
    decay(at + "preDecay", r.preDecay());
    decay(at + "preSlowDecay", r.preSlowDecay());
    decay(at + "postDecay", r.postDecay());
    decay(at + "postSlowDecay", r.postSlowDecay());
  }

  private void threeFactor(String at, ThreeFactor r) {
    range(at + "modulator", r.modulator(), 0, ThreeFactor.MAX_MODULATORS - 1);
    range(at + "shift", r.shift(), 0, ThreeFactor.MAX_SHIFT);
    amplitude(at + "pre", r.pre());
    amplitude(at + "plus", r.plus());
    amplitude(at + "minus", r.minus());
    decay(at + "preDecay", r.preDecay());
    decay(at + "postDecay", r.postDecay());
    decay(at + "eligibilityDecay", r.eligibilityDecay());
  }

  private void homeostasis(Population p, Homeostasis homeostasis) {
    if (p.model() == NeuronModel.TERNARY_LIF || !p.model().spikes()) {
      faults.add(where + "is not for " + p.model().label());
      return;
    }
    range("target", homeostasis.target(), 0, Traces.ONE);
    range("rate", homeostasis.rate(), 0, Homeostasis.MAX_RATE);
    switch (homeostasis) {
      case HomeostaticThreshold h -> {
        range("vthMin", h.vthMin(), 0, ChipRange.MAX_VTH);
        range("vthMax", h.vthMax(), Math.max(0, h.vthMin()), ChipRange.MAX_VTH);
        within("vth", p.vth(), h.vthMin(), h.vthMax());
      }
      case AdaptiveGain h -> {
        range("gainMin", h.gainMin(), 0, AdaptiveGain.MAX_GAIN);
        range("gainMax", h.gainMax(), Math.max(0, h.gainMin()), AdaptiveGain.MAX_GAIN);
        within("gain", h.gain(), h.gainMin(), h.gainMax());
        if (!h.gain().fits(p.size())) {
          faults.add(
              where
                  + "gain lists %d numbers for %d neurons".formatted(h.gain().length(), p.size()));
        }
      }
    }
  }

  private void within(String name, IntParameter value, int low, int high) {
    if (low <= high && !value.within(low, high)) {
      faults.add(where + "%s must be %d..%d everywhere".formatted(name, low, high));
    }
  }

  private void amplitude(String name, int value) {
    range(name, value, -LearningRule.MAX_AMPLITUDE, LearningRule.MAX_AMPLITUDE);
  }

  private void decay(String name, int value) {
    range(name, value, 1, Traces.MAX_DECAY);
  }

  private void range(String name, int value, int low, int high) {
    if (value < low || value > high) {
      faults.add(where + "%s must be %d..%d, is %d".formatted(name, low, high, value));
    }
  }
}
