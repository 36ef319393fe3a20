package dev.gondola.ground.fly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a fleet's flight came to, for people and for scripts. */
public final class FleetPrint {
  private FleetPrint() {}

  /** Returns the outcome as text. */
  public static String text(FleetRun.Outcome outcome) {
    StringBuilder text = new StringBuilder(outcome.table().text()).append('\n');
    for (FleetRun.RobotMemory memory : outcome.memories()) {
      text.append(memory.robot()).append(" knows");
      for (FleetRun.Known place : memory.places()) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %s at %.2f m, %.1f s ago",
                place.robot(),
                place.heightM(),
                place.ageS()));
      }
      text.append("  (memory ").append(memory.memoryDigest(), 0, 12);
      text.append(", events missed in the cut ").append(memory.missedInCut());
      text.append(", lacking now ").append(memory.lacking()).append(")\n");
    }
    if (!outcome.equalBeforeCut()) {
      text.append(
          "the link was cut before all had arrived: what was missed is not the cut's alone\n");
    }
    return text.append(
            outcome.agreed()
                ? String.format(
                    Locale.ROOT,
                    "all remember the same %.1f s after the flight%n",
                    outcome.agreeS())
                : "the memories do NOT agree\n")
        .toString();
  }

  /** Returns the outcome as plain values for JSON. */
  public static Map<String, Object> json(FleetRun.Plan plan, FleetRun.Outcome outcome) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("scenario", plan.scenario().name());
    object.put("seed", plan.seed());
    object.put("cut_s", plan.cut().map(c -> List.of(c.fromS(), c.toS())).orElse(List.of()));
    object.put("flights", outcome.table().records());
    object.put("equal_before_cut", outcome.equalBeforeCut());
    object.put("agreed", outcome.agreed());
    object.put("agree_s", outcome.agreeS());
    object.put("robots", outcome.memories().stream().map(FleetPrint::robot).toList());
    return object;
  }

  private static Map<String, Object> robot(FleetRun.RobotMemory memory) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", memory.robot());
    object.put("log", memory.log().toString());
    object.put("memory_digest", memory.memoryDigest());
    object.put("missed_in_cut", memory.missedInCut());
    object.put("lacking", memory.lacking());
    object.put("places", memory.places().stream().map(FleetPrint::place).toList());
    return object;
  }

  private static Map<String, Object> place(FleetRun.Known place) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("robot", place.robot());
    object.put("height_m", place.heightM());
    object.put("age_s", place.ageS());
    return object;
  }
}
