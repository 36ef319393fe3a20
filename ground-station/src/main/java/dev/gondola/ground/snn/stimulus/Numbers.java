package dev.gondola.ground.snn.stimulus;

/** Reads numbers of cells, with faults that quote no more of a cell than a line can show. */
final class Numbers {
  private static final int SHOWN = 40;

  private Numbers() {}

  static int integer(String text, String what) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw fault(text, what, "a whole number of 32 bits");
    }
  }

  static long step(String text) {
    long step;
    try {
      step = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw fault(text, "step", "a whole number");
    }
    if (step < 1 || step > StimulusFile.MAX_STEP) {
      throw fault(text, "step", "1 to " + StimulusFile.MAX_STEP);
    }
    return step;
  }

  static double finite(String text, String what) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw fault(text, what, "a number");
    }
    if (!Double.isFinite(value)) {
      throw fault(text, what, "a finite number");
    }
    return value;
  }

  static String brief(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private static IllegalArgumentException fault(String text, String what, String wanted) {
    return new IllegalArgumentException(
        "%s must be %s, is \"%s\"".formatted(what, wanted, brief(text)));
  }
}
