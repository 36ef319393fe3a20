package dev.gondola.ground.info;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a run did, for JSON. */
final class TraceReport {
  private TraceReport() {}

  /** Synaptic operations under NeuroBench's names. */
  static Map<String, Object> synops(double dense, double accumulates, double multiplies) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Dense", Figures.rounded(dense, 4));
    json.put("Effective_ACs", Figures.rounded(accumulates, 4));
    json.put("Effective_MACs", Figures.rounded(multiplies, 4));
    return json;
  }

  static Map<String, Object> input(String node, int channels, long seed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("node", node);
    json.put("channels", channels);
    json.put("seed", seed);
    return json;
  }

  static Map<String, Object> spikes(List<Integer> counts, List<Integer> first, int inFirst100) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "spikes");
    json.put("neurons", counts.size());
    json.put("total", counts.stream().mapToLong(Integer::longValue).sum());
    json.put("first_100_steps", inFirst100);
    json.put("counts", counts);
    json.put("first_spike_step", first);
    return json;
  }

  static Map<String, Object> values(
      SortedMap<Integer, List<Double>> atStep, double min, double max, List<Double> mean) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "value");
    Map<String, Object> steps = new LinkedHashMap<>();
    atStep.forEach((step, values) -> steps.put("" + step, Figures.rounded(values, 9)));
    json.put("at_step", steps);
    json.put("min", Figures.rounded(min, 9));
    json.put("max", Figures.rounded(max, 9));
    json.put("mean", Figures.rounded(mean, 9));
    return json;
  }
}
