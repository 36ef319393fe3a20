package dev.gondola.firmware.memory;

import dev.gondola.memory.Memory;
import dev.gondola.memory.MemoryException;
import dev.gondola.memory.Observation;
import dev.gondola.memory.Replicator;
import java.time.InstantSource;
import org.tinylog.Logger;

/**
 * Remembers where the robot is, once a second, and keeps its memory equal to its peers'. It may
 * wait for the disk, so whoever steps it is not the control loop's thread, to which only {@link
 * LatestHeight} is joined. A memory that cannot be written is told once and tried again; the flight
 * goes on.
 */
public final class MemoryService {
  private static final long POSE_MILLIS = 1000;

  private final Memory memory;
  private final Replicator replicator;
  private final LatestHeight height;
  private final InstantSource robotClock;
  private long nextPoseMillis = Long.MIN_VALUE;
  private boolean failing;

  /**
   * Makes a service.
   *
   * @param memory the robot's memory; closed by the caller after the last step
   * @param replicator keeps it equal to its peers'
   * @param height where the height comes from
   * @param robotClock the robot's wall clock, in simulation a simulated one
   */
  public MemoryService(
      Memory memory, Replicator replicator, LatestHeight height, InstantSource robotClock) {
    this.memory = memory;
    this.replicator = replicator;
    this.height = height;
    this.robotClock = robotClock;
  }

  /**
   * Does what is due; to be called some times a second.
   *
   * @param nowNanos monotonic real time, ns, for the replication
   */
  public void step(long nowNanos) {
    long now = robotClock.millis();
    if (now >= nextPoseMillis) {
      nextPoseMillis = now + POSE_MILLIS;
      record(now);
    }
    replicator.tick(nowNanos);
  }

  private void record(long now) {
    double z = height.heightM();
    if (!Double.isFinite(z)) {
      return;
    }
    try {
      String robot = memory.origin().robot();
      memory.record(new Observation.Pose(robot, 0, 0, z, now));
      failing = false;
    } catch (MemoryException e) {
      if (!failing) {
        Logger.error("memory: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /** Returns the memory. */
  public Memory memory() {
    return memory;
  }
}
