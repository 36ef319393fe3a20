package dev.gondola.firmware.link;

/** Makes text from outside fit to be printed. */
final class Text {
  private static final int MAX_QUOTED = 80;

  private Text() {}

  /** Returns the text in quotes, cut to one short line, without control characters. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(MAX_QUOTED + 5).append('"');
    int length = Math.min(text.length(), MAX_QUOTED);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      quoted.append(c < ' ' || c > '~' ? '?' : c);
    }
    return quoted.append(text.length() > MAX_QUOTED ? "...\"" : "\"").toString();
  }
}
