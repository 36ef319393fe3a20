package dev.gondola.sim.plant;

/** A flight recording that cannot be used; the message names file, line and reason. */
public final class FlightCsvException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  FlightCsvException(String file, long line, String reason) {
    super(file + ":" + line + ": " + reason);
  }
}
