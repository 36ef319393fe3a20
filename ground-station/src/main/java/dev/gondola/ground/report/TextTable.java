package dev.gondola.ground.report;

import java.util.ArrayList;
import java.util.List;

/** A table for the terminal: a heading, then rows; numbers to the right, words to the left. */
public final class TextTable {

  private static final String GAP = "  ";
  private static final String NUMBER = "[-+]?\\d[\\d.,]*(e[-+]?\\d+)?|" + MetricTable.NONE + "|";

  private final List<List<String>> lines = new ArrayList<>();

  private TextTable(List<String> headings) {
    lines.add(List.copyOf(headings));
  }

  /**
   * Begins a table.
   *
   * @param headings one per column, at least one
   */
  public static TextTable of(List<String> headings) {
    return new TextTable(headings);
  }

  /**
   * Adds a row.
   *
   * @param cells one per column
   * @return this
   */
  public TextTable row(List<String> cells) {
    if (cells.size() != lines.getFirst().size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + lines.getFirst().size() + " columns");
    }
    lines.add(List.copyOf(cells));
    return this;
  }

  /** Returns the table as text, every line ending in LF and none in blanks. */
  public String text() {
    int columns = lines.getFirst().size();
    List<List<String>> padded = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      padded.add(pad(column));
    }
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines.size(); line++) {
      StringBuilder row = new StringBuilder();
      for (List<String> column : padded) {
        row.append(row.isEmpty() ? "" : GAP).append(column.get(line));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private List<String> pad(int column) {
    List<String> cells = lines.stream().map(line -> line.get(column)).toList();
    int width = cells.stream().mapToInt(String::length).max().orElse(0);
    boolean numbers =
        cells.size() > 1 && cells.stream().skip(1).allMatch(cell -> cell.matches(NUMBER));
    return cells.stream()
        .map(
            cell ->
                numbers
                    ? " ".repeat(width - cell.length()) + cell
                    : cell + " ".repeat(width - cell.length()))
        .toList();
  }
}
