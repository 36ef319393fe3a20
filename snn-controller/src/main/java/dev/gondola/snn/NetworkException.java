package dev.gondola.snn;

import java.util.List;

/** A network, or a file that holds one, that cannot be used. The message names every fault. */
public final class NetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String[] faults;

  /**
   * Makes an exception.
   *
   * @param subject what is at fault: a file or a network's name
   * @param faults each fault: where and what is wrong
   */
  public NetworkException(String subject, List<String> faults) {
    super(
        faults.size() == 1
            ? subject + ": " + faults.getFirst()
            : subject + ": " + faults.size() + " faults\n  " + String.join("\n  ", faults));
    this.faults = faults.toArray(String[]::new);
  }

  /** Returns the faults, each with where it is. */
  public List<String> faults() {
    return List.of(faults);
  }
}
