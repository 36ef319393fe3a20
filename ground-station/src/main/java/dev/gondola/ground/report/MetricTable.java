package dev.gondola.ground.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of several runs side by side: the one source of the terminal's table, the report's table
 * and the JSON output.
 *
 * @param subject what a row is, for example {@code controller}; heading of the first column
 * @param metrics the columns
 * @param rows one per run, each with as many values as there are metrics
 */
public record MetricTable(String subject, List<Metric> metrics, List<Row> rows) {

  static final String NONE = "-";

  /**
   * One run.
   *
   * @param name of the run
   * @param values in the order of the metrics; NaN where there is none (a controller that never
   *     settled)
   */
  public record Row(String name, Series values) {

    /** A row of the values given, which are copied. */
    public Row(String name, double... values) {
      this(name, Series.of(values));
    }
  }

  /** Checks that every row has a value for each metric. */
  public MetricTable {
    metrics = List.copyOf(metrics);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.values().size() != metrics.size()) {
        throw new IllegalArgumentException(
            row.name() + ": " + row.values().size() + " values for " + metrics.size() + " metrics");
      }
    }
  }

  /**
   * Returns the table for a terminal: aligned columns, units in the headings, lines ending in LF.
   */
  public String text() {
    List<String> headings = new ArrayList<>(List.of(subject));
    metrics.forEach(metric -> headings.add(metric.heading()));
    TextTable table = TextTable.of(headings);
    rows.forEach(row -> table.row(cells(row)));
    return table.text();
  }

  /**
   * Returns the rows as JSON objects: {@code name}, then every metric by its key; null where there
   * is no value.
   */
  public List<Map<String, Object>> records() {
    return rows.stream().map(this::record).toList();
  }

  List<String> cells(Row row) {
    List<String> cells = new ArrayList<>(List.of(row.name()));
    for (int i = 0; i < metrics.size(); i++) {
      cells.add(metrics.get(i).print(row.values().at(i)));
    }
    return cells;
  }

  private Map<String, Object> record(Row row) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", row.name());
    for (int i = 0; i < metrics.size(); i++) {
      double value = row.values().at(i);
      object.put(metrics.get(i).key(), Double.isFinite(value) ? value : null);
    }
    return object;
  }
}
