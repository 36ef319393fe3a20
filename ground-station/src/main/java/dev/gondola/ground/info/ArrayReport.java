package dev.gondola.ground.info;

import dev.gondola.snn.nir.NirArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in an array, for JSON: enough to see whether two programs read the same. */
final class ArrayReport {
  private static final int SHOWN = 3;

  private ArrayReport() {}

  static Map<String, Object> json(NirArray array) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (!array.dtype().isNumber()) {
      json.put("string", array.size() == 1 ? array.textAt(0) : array.toString());
      return json;
    }
    json.put("dtype", array.dtype().label());
    json.put("shape", Figures.list(array.shape()));
    List<Double> first = new ArrayList<>();
    double sum = 0;
    int nonzero = 0;
    for (int i = 0; i < array.size(); i++) {
      double v = array.at(i);
      if (i < SHOWN) {
        first.add(Figures.json(v));
      }
      sum += v;
      nonzero += v == 0 ? 0 : 1;
    }
    json.put("first", first);
    json.put("last", array.size() == 0 ? null : Figures.json(array.at(array.size() - 1)));
    json.put("sum", Figures.rounded(sum, 6));
    json.put("nonzero", nonzero);
    return json;
  }
}
