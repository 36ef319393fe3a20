package dev.gondola.firmware;

import java.util.ArrayList;
import java.util.List;

/** What was out of the ordinary in a tick; any number of flags may be set in {@link TickRecord}. */
public enum TickFlag {
  /** There is no height, or it is older than its maximum age. */
  HEIGHT_STALE(1),
  /**
   * The operator's last sign of life is older than the dead-man timeout, or there never was one.
   */
  OPERATOR_SILENT(2),
  /** The operator armed, and the mode did not become {@link Mode#ARMED}. */
  ARM_REFUSED(4),
  /** The operator's setpoint was outside the limits and was moved to the nearest. */
  SETPOINT_CLAMPED(8),
  /** The controller's command was NaN or infinite; 0 was flown instead. */
  COMMAND_NOT_FINITE(16),
  /** A part of the loop threw an exception; the actuators were stopped. */
  FAULT(32),
  /** A listener, such as the flight log, lost the record of the tick before. */
  RECORD_LOST(64);

  private static final List<TickFlag> ALL = List.of(values());

  private final int bit;

  TickFlag(int bit) {
    this.bit = bit;
  }

  /** Returns this flag's bit in {@link TickRecord#flags}. */
  public int bit() {
    return bit;
  }

  /** Returns whether this flag is set in a set of bits. */
  public boolean isIn(int flags) {
    return (flags & bit) != 0;
  }

  /** Returns the flags set in a set of bits, in the order of declaration. */
  public static List<TickFlag> of(int flags) {
    List<TickFlag> set = new ArrayList<>();
    for (TickFlag flag : ALL) {
      if (flag.isIn(flags)) {
        set.add(flag);
      }
    }
    return set;
  }
}
