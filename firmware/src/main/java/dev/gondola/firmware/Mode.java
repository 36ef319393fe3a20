package dev.gondola.firmware;

/**
 * What the control loop is doing. Only in {@link #ARMED} does the controller run; in every other
 * mode the actuators are stopped at every tick.
 *
 * <p>The transitions, one a tick, are this table (columns: {@link ModeEvent}):
 *
 * <pre>
 *                DISARM    FAULT     OPERATOR_SILENT  HEIGHT_STALE   ARM    NOMINAL
 * DISARMED       DISARMED  DISARMED  DISARMED         DISARMED       ARMED  DISARMED
 * ARMED          DISARMED  FAULT     OPERATOR_LOST    HEIGHT_LOST    ARMED  ARMED
 * HEIGHT_LOST    DISARMED  FAULT     OPERATOR_LOST    HEIGHT_LOST    ARMED  ARMED
 * OPERATOR_LOST  DISARMED  FAULT     OPERATOR_LOST    OPERATOR_LOST  ARMED  OPERATOR_LOST
 * FAULT          DISARMED  FAULT     FAULT            FAULT          FAULT  FAULT
 * </pre>
 *
 * <p>So a lost height comes back by itself, because somebody still holds the dead-man's handle; a
 * lost operator must arm again, because motors that stopped when nobody answered must not start
 * when a link comes back; and a fault must be acknowledged by disarming.
 */
public enum Mode {
  /** Motors off until somebody arms. */
  DISARMED,
  /** The controller flies. */
  ARMED,
  /** Failsafe: no height that is fresh enough. Left by a fresh height, or by disarming. */
  HEIGHT_LOST,
  /** Failsafe: the operator was silent for longer than the dead-man timeout. Left by arming. */
  OPERATOR_LOST,
  /** Failsafe: a part of the loop threw an exception. Left by disarming. */
  FAULT;

  /** Returns the mode after an event. Allocates nothing. */
  public Mode next(ModeEvent event) {
    return switch (this) {
      case DISARMED -> at(event, DISARMED, DISARMED, DISARMED, DISARMED, ARMED, DISARMED);
      case ARMED, HEIGHT_LOST ->
          at(event, DISARMED, FAULT, OPERATOR_LOST, HEIGHT_LOST, ARMED, ARMED);
      case OPERATOR_LOST ->
          at(event, DISARMED, FAULT, OPERATOR_LOST, OPERATOR_LOST, ARMED, OPERATOR_LOST);
      case FAULT -> at(event, DISARMED, FAULT, FAULT, FAULT, FAULT, FAULT);
    };
  }

  /** Returns the entry of a row in the column of an event. */
  private static Mode at(
      ModeEvent event, Mode disarm, Mode fault, Mode silent, Mode stale, Mode arm, Mode nominal) {
    return switch (event) {
      case DISARM -> disarm;
      case FAULT -> fault;
      case OPERATOR_SILENT -> silent;
      case HEIGHT_STALE -> stale;
      case ARM -> arm;
      case NOMINAL -> nominal;
    };
  }
}
