package dev.gondola.sim.json;

import java.util.List;

/** A JSON file that is not what it must be; the message names the file and every fault. */
public final class JsonFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String[] faults;

  JsonFileException(String subject, List<String> faults) {
    super(subject + ":\n  " + String.join("\n  ", faults));
    this.faults = faults.toArray(String[]::new);
  }

  /** Returns the faults, each beginning with where it is. */
  public List<String> faults() {
    return List.of(faults);
  }
}
