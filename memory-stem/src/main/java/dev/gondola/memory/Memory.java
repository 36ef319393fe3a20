package dev.gondola.memory;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One robot's memory: the events on disk, the clock that stamps them and the state folded from
 * them.
 *
 * <p>Safe for use by several threads. {@link #state()} never waits; everything else may wait for
 * the disk and so has no place in a control loop.
 */
public final class Memory implements AutoCloseable {

  /**
   * What became of events received.
   *
   * @param applied number of new events, now stored and folded
   * @param duplicates number of events that were there already
   * @param conflicts refused because another event with the same key is there
   * @param ahead refused because their stamp or boot is more than {@link
   *     HybridClock#MAX_AHEAD_MILLIS} ahead of our wall clock
   * @param foreign refused because they claim to be of our own current boot and are not
   */
  public record Merged(
      int applied,
      int duplicates,
      List<EventKey> conflicts,
      List<EventKey> ahead,
      List<EventKey> foreign) {}

  private final EventStore store;
  private final HybridClock clock;
  private final Origin origin;
  private final Fold fold = new Fold();
  private long lastSeq;
  private volatile MemoryState state;

  private Memory(EventStore store, String robot, HybridClock clock) {
    this.store = store;
    this.clock = clock;
    this.origin = new Origin(robot, store.boot());
    store.replay(
        event -> {
          fold.apply(event);
          clock.observe(event.stamp());
        });
    state = fold.state();
  }

  /** As {@link #open(Path, String, InstantSource, long)} with the default size limit. */
  public static Memory open(Path file, String robot, InstantSource wallClock) {
    return open(file, robot, wallClock, EventStore.DEFAULT_MAX_BYTES);
  }

  /**
   * Opens a robot's memory, making its file if there is none, and folds all its events.
   *
   * @param file the store's file
   * @param robot id of the robot, unique in the fleet
   * @param wallClock ms since 1970 UTC
   * @param maxBytes limit of the file's size, bytes
   * @throws MemoryException if the file is in use, damaged, foreign or cannot be written
   * @throws IllegalArgumentException if the robot's id is not one
   */
  public static Memory open(Path file, String robot, InstantSource wallClock, long maxBytes) {
    HybridClock clock = new HybridClock(wallClock);
    EventStore store = EventStore.open(file, robot, wallClock, maxBytes);
    try {
      return new Memory(store, robot, clock);
    } catch (MemoryException e) {
      store.close();
      throw e;
    }
  }

  /** This robot and the boot that began when the memory was opened. */
  public Origin origin() {
    return origin;
  }

  /** What is known now. Never waits. */
  public MemoryState state() {
    return state;
  }

  /**
   * Makes an event of this robot's.
   *
   * @return the event, acknowledged: see {@link EventStore}
   * @throws MemoryException if it could not be stored
   */
  public Event record(Payload payload) {
    return record(List.of(payload)).getFirst();
  }

  /**
   * Makes several events of this robot's in one transaction.
   *
   * @return the events, acknowledged: see {@link EventStore}
   * @throws MemoryException if they could not be stored; then none was
   */
  public synchronized List<Event> record(List<? extends Payload> payloads) {
    List<Event> events = new ArrayList<>(payloads.size());
    for (Payload payload : payloads) {
      // Spent even if storing fails: after an input/output error nobody knows what is on disk, and
      // a gap does no harm.
      lastSeq++;
      events.add(new Event(new EventKey(origin, lastSeq), clock.next(), payload));
    }
    fold(store.append(events).fresh());
    return events;
  }

  /**
   * Takes over events made by others. Repetition and order do not matter.
   *
   * @throws MemoryException if they could not be stored; then none was
   */
  public synchronized Merged merge(List<Event> events) {
    List<Event> acceptable = new ArrayList<>(events.size());
    List<EventKey> ahead = new ArrayList<>();
    List<EventKey> foreign = new ArrayList<>();
    for (Event event : events) {
      if (tooFarAhead(event)) {
        ahead.add(event.key());
      } else if (event.key().origin().equals(origin) && !store.held().contains(event.key())) {
        foreign.add(event.key());
      } else {
        acceptable.add(event);
      }
    }
    EventStore.Appended appended = store.append(acceptable);
    for (Event event : appended.fresh()) {
      clock.observe(event.stamp());
    }
    fold(appended.fresh());
    return new Merged(
        appended.fresh().size(), appended.duplicates(), appended.conflicts(), ahead, foreign);
  }

  /** Closes the store. */
  @Override
  public synchronized void close() {
    store.close();
  }

  /** A copy of the keys of all events held. */
  synchronized VersionVector held() {
    return store.held().copy();
  }

  /** Number of the last event made in this boot, 0 if none. */
  synchronized long lastSeq() {
    return lastSeq;
  }

  /** See {@link EventStore#read}. */
  synchronized List<Event> read(VersionVector wanted, int limit) {
    return store.read(wanted, limit);
  }

  private boolean tooFarAhead(Event event) {
    return clock.tooFarAhead(event.stamp().millis())
        || clock.tooFarAhead(event.key().origin().boot() * 1000);
  }

  private void fold(List<Event> events) {
    if (!events.isEmpty()) {
      events.forEach(fold::apply);
      state = fold.state();
    }
  }
}
