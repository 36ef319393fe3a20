package dev.gondola.ground.snn;

/** Text of comma-separated files (RFC 4180). */
final class CsvText {
  private CsvText() {}

  /** Returns text as a cell: in quotes if it holds what would end a cell. */
  static String cell(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
