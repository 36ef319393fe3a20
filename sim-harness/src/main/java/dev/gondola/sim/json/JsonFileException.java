package dev.gondola.sim.json;

import java.util.List;

/** A JSON file that is not what it must be; the message names the source and every fault. */
public final class JsonFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  /**
   * Makes an exception.
   *
   * @param source file or resource the JSON came from
   * @param faults one line a fault, each beginning with the JSON path
   */
  public JsonFileException(String source, List<String> faults) {
    super(source + ":\n  " + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** Returns the faults, one line each, beginning with the JSON path. */
  public List<String> faults() {
    return faults;
  }
}
