package dev.gondola.firmware.memory;

import dev.gondola.memory.Memory;
import dev.gondola.memory.MemoryException;
import dev.gondola.memory.Observation;
import dev.gondola.memory.ReplicationStats;
import dev.gondola.memory.Replicator;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
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
  private final AtomicLong recorded = new AtomicLong();
  private long lastPoseMillis;
  private long lastTick = -1;
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
   * Does what is due; to be called some times a second, by one thread.
   *
   * @param nowNanos monotonic real time, ns, for the replication
   */
  public void step(long nowNanos) {
    long tick = height.tick();
    double z = height.heightM();
    long now = robotClock.millis();
    // A height that no tick has confirmed since is no news: the loop may stand still.
    if (tick != lastTick && isDue(now)) {
      lastTick = tick;
      lastPoseMillis = now;
      if (Double.isFinite(z)) {
        record(z, now);
      }
    }
    replicator.tick(nowNanos);
  }

  /** Also when the wall clock was set back, however far. */
  private boolean isDue(long now) {
    return lastTick < 0 || now >= lastPoseMillis + POSE_MILLIS || now < lastPoseMillis;
  }

  private void record(double z, long now) {
    try {
      memory.record(new Observation.Pose(memory.origin().robot(), 0, 0, z, now));
      recorded.incrementAndGet();
      failing = false;
    } catch (MemoryException | IllegalArgumentException e) {
      if (!failing) {
        Logger.error("memory: place not remembered: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /** Returns the memory. */
  public Memory memory() {
    return memory;
  }

  /** Returns how many places of this robot were recorded. */
  public long recorded() {
    return recorded.get();
  }

  /** Returns what the replication has done, with what it refused. Any thread; never waits. */
  public ReplicationStats replication() {
    return replicator.stats();
  }
}
