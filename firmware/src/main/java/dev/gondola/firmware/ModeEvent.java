package dev.gondola.firmware;

/**
 * What decides the mode in a tick. Several may hold at once; the first in this order counts, so
 * disarming always works and arming never hides a reason not to fly.
 */
public enum ModeEvent {
  /** The operator disarmed since the last tick. */
  DISARM,
  /** A part of the loop threw an exception in this tick. */
  FAULT,
  /**
   * The operator's last sign of life is older than the dead-man timeout, or there never was one.
   */
  OPERATOR_SILENT,
  /** There is no height, or it is older than its maximum age. */
  HEIGHT_STALE,
  /** The operator armed since the last tick. */
  ARM,
  /** Nothing of the above. */
  NOMINAL
}
