package dev.gondola.firmware.log;

/**
 * Something that changed during a flight.
 *
 * @param timeNanos the loop's time, ns
 * @param tick the tick from which on it holds
 * @param type MODE_CHANGED, FLAGS_CHANGED, RECORDS_DROPPED or LOG_ENDED
 * @param text what changed, such as {@code ARMED -> HEIGHT_LOST}, {@code +HEIGHT_STALE
 *     -OPERATOR_SILENT} or a count
 */
public record FlightEvent(long timeNanos, long tick, String type, String text) {}
