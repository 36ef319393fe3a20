package dev.gondola.snn.io;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.learning.AdaptiveGain;
import dev.gondola.snn.learning.Homeostasis;
import dev.gondola.snn.learning.HomeostaticThreshold;
import dev.gondola.snn.learning.Learning;
import dev.gondola.snn.learning.LearningRule;
import dev.gondola.snn.learning.PairStdp;
import dev.gondola.snn.learning.SynapticScaling;
import dev.gondola.snn.learning.ThreeFactor;
import dev.gondola.snn.learning.TripletStdp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields {@code learning} of a projection and {@code homeostasis} of a population. */
final class LearningJson {
  private static final int MIN = Integer.MIN_VALUE;
  private static final int MAX = Integer.MAX_VALUE;

  private LearningJson() {}

  /** Reads {@code learning}, where it is there. */
  static Optional<Learning> learning(JsonFields f) {
    if (!f.has("learning")) {
      return Optional.empty();
    }
    JsonFields l = f.object("learning");
    int wMin = number(l, "wMin");
    int wMax = number(l, "wMax");
    Learning.Bound bound =
        l.label("bound", Learning.Bound::ofLabel, Learning.Bound.HARD, "hard, soft");
    List<LearningRule> rules =
        l.objects("rules").stream().map(LearningJson::rule).filter(Objects::nonNull).toList();
    l.refuseOthers();
    return Optional.of(new Learning(wMin, wMax, bound, rules));
  }

  private static LearningRule rule(JsonFields f) {
    String label = f.text("rule");
    LearningRule rule =
        switch (label) {
          case PairStdp.LABEL ->
              new PairStdp(
                  number(f, "plus"),
                  number(f, "minus"),
                  number(f, "preDecay"),
                  number(f, "postDecay"));
          case TripletStdp.LABEL ->
              new TripletStdp(
                  number(f, "plus2"),
                  number(f, "plus3"),
                  number(f, "minus2"),
                  number(f, "minus3"),
                  number(f, "preDecay"),
                  number(f, "preSlowDecay"),
                  number(f, "postDecay"),
                  number(f, "postSlowDecay"));
          case ThreeFactor.LABEL ->
              new ThreeFactor(
                  number(f, "modulator"),
                  number(f, "shift"),
                  number(f, "pre"),
                  number(f, "plus"),
                  number(f, "minus"),
                  number(f, "preDecay"),
                  number(f, "postDecay"),
                  number(f, "eligibilityDecay"));
          case SynapticScaling.LABEL ->
              new SynapticScaling(
                  number(f, "target"),
                  number(f, "gain"),
                  number(f, "rateDecay"),
                  number(f, "interval"));
          default -> null;
        };
    if (rule == null) {
      f.reject("rule", "must be one of pair-stdp, triplet-stdp, three-factor, synaptic-scaling");
    } else {
      f.refuseOthers();
    }
    return rule;
  }

  /** Reads {@code homeostasis}, where it is there. */
  static Optional<Homeostasis> homeostasis(JsonFields f) {
    if (!f.has("homeostasis")) {
      return Optional.empty();
    }
    JsonFields h = f.object("homeostasis");
    Homeostasis homeostasis =
        switch (h.text("rule")) {
          case HomeostaticThreshold.LABEL ->
              new HomeostaticThreshold(
                  number(h, "target"), number(h, "rate"), number(h, "vthMin"), number(h, "vthMax"));
          case AdaptiveGain.LABEL ->
              new AdaptiveGain(
                  number(h, "target"),
                  number(h, "rate"),
                  h.parameter("gain", IntParameter.of(AdaptiveGain.ONE)),
                  number(h, "gainMin"),
                  number(h, "gainMax"));
          default -> null;
        };
    if (homeostasis == null) {
      h.reject("rule", "must be one of threshold, gain");
    } else {
      h.refuseOthers();
    }
    return Optional.ofNullable(homeostasis);
  }

  private static int number(JsonFields f, String name) {
    return f.integer(name, MIN, MAX);
  }

  static void write(ObjectNode f, Learning learning) {
    ObjectNode l = f.putObject("learning");
    l.put("wMin", learning.wMin()).put("wMax", learning.wMax());
    l.put("bound", learning.bound().label());
    ArrayNode rules = l.putArray("rules");
    learning.rules().forEach(rule -> write(rules.addObject(), rule));
  }

  private static void write(ObjectNode f, LearningRule rule) {
    f.put("rule", rule.label());
    switch (rule) {
      case PairStdp r -> f.put("plus", r.plus()).put("minus", r.minus());
      case TripletStdp r -> {
        f.put("plus2", r.plus2()).put("plus3", r.plus3());
        f.put("minus2", r.minus2()).put("minus3", r.minus3());
      }
      case ThreeFactor r -> {
        f.put("modulator", r.modulator()).put("shift", r.shift());
        f.put("pre", r.pre()).put("plus", r.plus()).put("minus", r.minus());
      }
      case SynapticScaling r -> f.put("target", r.target()).put("gain", r.gain());
    }
    writeDecays(f, rule);
  }

  private static void writeDecays(ObjectNode f, LearningRule rule) {
    switch (rule) {
      case PairStdp r -> f.put("preDecay", r.preDecay()).put("postDecay", r.postDecay());
      case TripletStdp r -> {
        f.put("preDecay", r.preDecay()).put("preSlowDecay", r.preSlowDecay());
        f.put("postDecay", r.postDecay()).put("postSlowDecay", r.postSlowDecay());
      }
      case ThreeFactor r -> {
        f.put("preDecay", r.preDecay()).put("postDecay", r.postDecay());
        f.put("eligibilityDecay", r.eligibilityDecay());
      }
      case SynapticScaling r -> f.put("rateDecay", r.rateDecay()).put("interval", r.interval());
    }
  }

  static void write(ObjectNode f, Homeostasis homeostasis) {
    ObjectNode h = f.putObject("homeostasis");
    h.put("rule", homeostasis.label());
    h.put("target", homeostasis.target()).put("rate", homeostasis.rate());
    switch (homeostasis) {
      case HomeostaticThreshold r -> h.put("vthMin", r.vthMin()).put("vthMax", r.vthMax());
      case AdaptiveGain r -> {
        NetworkJson.put(h, "gain", r.gain());
        h.put("gainMin", r.gainMin()).put("gainMax", r.gainMax());
      }
    }
  }
}
