package dev.gondola.sensors;

/** A distance sensor that is polled and never waits. */
public interface RangeSensor {

  /**
   * Takes the newest valid sample that has arrived since the last call.
   *
   * @param nowNanos monotonic time, ns, stamped on the sample
   * @param sample receives the sample; unchanged if there is none
   * @return whether there was a new valid sample
   */
  boolean poll(long nowNanos, RangeSample sample);
}
