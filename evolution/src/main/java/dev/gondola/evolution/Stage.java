package dev.gondola.evolution;

import java.util.Locale;

/** The stages of making a controller, in order. */
public enum Stage {
  /** PD part: imitation, the decoder fitted by regression. */
  FIT(0),
  /** PD part: imitation, every gene searched with the published loss. */
  TUNE(1),
  /** I part: imitation of the flown PID's integral, the decoder fitted by regression. */
  INTEGRAL_FIT(2),
  /** I part: every gene searched in closed loop beside the PD part. */
  INTEGRAL(3);

  private final int position;

  Stage(int position) {
    this.position = position;
  }

  /** Returns how many stages come before. */
  public int position() {
    return position;
  }

  /** Returns the name used in files and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
