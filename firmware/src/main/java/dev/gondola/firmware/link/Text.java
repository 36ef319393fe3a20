package dev.gondola.firmware.link;

/** Makes text from outside fit to be printed. */
final class Text {
  private static final int MAX_LENGTH = 80;

  private Text() {}

  /** Returns the text cut to one short line, without control characters. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(MAX_LENGTH + 3);
    int length = Math.min(text.length(), MAX_LENGTH);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      clean.append(c < ' ' || c > '~' ? '?' : c);
    }
    return clean.append(text.length() > MAX_LENGTH ? "..." : "").toString();
  }

  /** Returns the cleaned text in quotes. */
  static String quote(String text) {
    return '"' + clean(text) + '"';
  }
}
