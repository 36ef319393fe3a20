package dev.gondola.boards;

import java.util.List;
import java.util.stream.Collectors;

/** A file has faults. The message lists all of them, one a line, fit to print. */
public final class FaultyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  FaultyFileException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** Returns the faults in the order of the file; empty after deserialisation. */
  public List<Fault> faults() {
    return faults == null ? List.of() : faults;
  }
}
