package dev.gondola.memory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Robots with memories on a lossy network, all moved by one hand. */
final class Fleet implements AutoCloseable {

  static final long TICK_MILLIS = 200;
  static final long PERIOD_MILLIS = 2_000;

  static final Replicator.Settings SETTINGS =
      new Replicator.Settings(Duration.ofMillis(PERIOD_MILLIS), 256_000, 256);

  /** One robot. */
  final class Robot {
    final String id;
    final WallClock wall;
    Memory memory;
    Replicator replicator;

    private Robot(String id, long skewMillis) {
      this.id = id;
      this.wall = new WallClock(Samples.T0 + skewMillis);
      start();
    }

    private void start() {
      memory = Memory.open(dir.resolve(id + ".memory"), id, wall);
      replicator = new Replicator(memory, network.join(id), settings);
    }

    void stop() {
      network.leave(id);
      memory.close();
    }

    void restart() {
      stop();
      start();
    }

    Set<Event> events() {
      Set<Event> events = new HashSet<>();
      List<Event> read = memory.read(memory.held(), Integer.MAX_VALUE);
      events.addAll(read);
      if (events.size() != read.size()) {
        throw new AssertionError("an event is there twice");
      }
      return events;
    }
  }

  final LossyNetwork network;
  final List<Robot> robots = new ArrayList<>();
  private final Path dir;
  private final Replicator.Settings settings;
  private long nowMillis;

  Fleet(Path dir, int size, long seed, Replicator.Settings settings) {
    this.dir = dir;
    this.settings = settings;
    network = new LossyNetwork(seed);
    for (int i = 1; i <= size; i++) {
      // Robots' clocks differ by minutes.
      robots.add(new Robot("r" + i, (i * 97_000L) % 600_000));
    }
  }

  Fleet(Path dir, int size, long seed) {
    this(dir, size, seed, SETTINGS);
  }

  /** Robot number n, from 1. */
  Robot robot(int n) {
    return robots.get(n - 1);
  }

  void tick() {
    nowMillis += TICK_MILLIS;
    network.advance(TICK_MILLIS);
    for (Robot robot : robots) {
      robot.wall.advance(TICK_MILLIS);
      robot.replicator.tick(nowMillis * 1_000_000);
    }
  }

  void run(long millis) {
    for (long t = 0; t < millis; t += TICK_MILLIS) {
      tick();
    }
  }

  boolean converged() {
    String digest = robots.getFirst().memory.state().digest();
    VersionVector held = robots.getFirst().memory.held();
    return robots.stream()
        .allMatch(
            robot ->
                robot.memory.held().equals(held) && robot.memory.state().digest().equals(digest));
  }

  /** Runs until all memories are equal and gives the time it took, ms. */
  long runUntilConverged(long limitMillis) {
    for (long t = 0; t <= limitMillis; t += TICK_MILLIS) {
      if (converged()) {
        return t;
      }
      tick();
    }
    StringBuilder text = new StringBuilder("not equal after " + limitMillis + " ms:");
    robots.forEach(
        robot -> text.append('\n').append(robot.id).append(' ').append(robot.memory.held()));
    throw new AssertionError(text);
  }

  @Override
  public void close() {
    robots.forEach(Robot::stop);
  }
}
