package dev.gondola.memory;

import dev.gondola.memory.Message.Digest;
import dev.gondola.memory.Message.EventBatch;
import dev.gondola.memory.Message.Page;
import dev.gondola.memory.Message.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a memory equal to those of its peers over an unreliable {@link Transport}.
 *
 * <p>New events of this robot are sent once, at the next {@link #tick}. Every digest period each
 * replica states what it has; whoever lacks something gets it from the event's maker or, if that
 * one is silent or lacks it too, from the replica with the lowest id that has it. Since events are
 * a set and the fold is deterministic, all memories become equal once messages get through,
 * whatever was lost, repeated or reordered in between.
 *
 * <p>{@link #tick} is called by one thread, some times a second; it never throws for anything that
 * came from the network or for a full or failing disk, but counts it in {@link #stats}. It may wait
 * for the disk, so this is not the control loop's thread.
 */
public final class Replicator {

  /**
   * How a replicator works.
   *
   * @param digestPeriod time between statements of what this replica has, at least 100 ms
   * @param bytesPerSecond events are not sent faster than this, at least {@link
   *     Transport#MAX_MESSAGE_BYTES}
   * @param inboxMessages messages kept between two ticks, at least 1; more are dropped
   */
  public record Settings(Duration digestPeriod, int bytesPerSecond, int inboxMessages) {

    /** Every 5 s; 128 kB/s; 256 messages, which are at most 1.8 MB. */
    public static final Settings DEFAULT = new Settings(Duration.ofSeconds(5), 128_000, 256);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Settings {
      Checks.present("digestPeriod", digestPeriod);
      Checks.range("digestPeriod in ms", digestPeriod.toMillis(), 100, 3_600_000);
      Checks.range(
          "bytesPerSecond", bytesPerSecond, Transport.MAX_MESSAGE_BYTES, Integer.MAX_VALUE);
      Checks.range("inboxMessages", inboxMessages, 1, 1 << 16);
    }
  }

  /** Peers not heard for this many digest periods are not waited for. */
  private static final int SILENT_PERIODS = 3;

  /** Answers are given up when nobody has asked for this many periods. */
  private static final int ASKING_PERIODS = 2;

  private static final int READ_EVENTS = 64;

  private final Memory memory;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Peers peers;
  private final DigestSender digests;
  private final long periodNanos;
  private final Tally tally = new Tally();

  private VersionVector pending = new VersionVector();
  private long askedNanos;
  private long publishedSeq;
  private volatile ReplicationStats stats;

  /**
   * Joins the network. Messages are looked at from the first tick on.
   *
   * @param memory the memory to keep equal; closed by the caller after the last tick
   * @param transport the way to the peers
   * @param settings rates and limits
   */
  public Replicator(Memory memory, Transport transport, Settings settings) {
    this.memory = memory;
    periodNanos = settings.digestPeriod().toNanos();
    outbox = new Outbox(transport, memory.origin(), settings.bytesPerSecond(), periodNanos / 2);
    inbox = new Inbox(settings.inboxMessages());
    peers = new Peers(memory.origin().robot(), SILENT_PERIODS * periodNanos);
    digests = new DigestSender(memory, outbox, periodNanos);
    stats = tally.snapshot(outbox, inbox);
    transport.subscribe(Outbox.EVENTS, inbox::put);
    transport.subscribe(Outbox.DIGESTS, inbox::put);
  }

  /** What was done so far. Any thread; never waits. */
  public ReplicationStats stats() {
    return stats;
  }

  /**
   * Takes what has arrived, sends what is new, due or asked for.
   *
   * @param nowNanos monotonic time, ns
   */
  public void tick(long nowNanos) {
    outbox.advance(nowNanos);
    try {
      receive(nowNanos);
      sendOwn();
      digests.sendIfDue(nowNanos);
      sendAnswers(nowNanos);
    } catch (MemoryException e) {
      tally.storeFailed(e);
    }
    stats = tally.snapshot(outbox, inbox);
  }

  private void receive(long nowNanos) {
    List<Event> events = new ArrayList<>();
    List<Statement> statements = new ArrayList<>();
    for (byte[] bytes : inbox.drain()) {
      Message message = decode(bytes);
      if (message == null || message.sender().equals(memory.origin())) {
        continue;
      }
      tally.received(bytes.length);
      if (message.sender().robot().equals(memory.origin().robot())) {
        tally.impostor(message.sender());
      } else {
        peers.heard(message.sender(), nowNanos);
      }
      switch (message) {
        case EventBatch batch -> events.addAll(batch.events());
        case Statement statement -> statements.add(statement);
      }
    }
    if (!events.isEmpty()) {
      merge(events, nowNanos);
    }
    if (!statements.isEmpty()) {
      VersionVector held = memory.held();
      statements.forEach(statement -> consider(statement, held, nowNanos));
    }
  }

  private void merge(List<Event> events, long nowNanos) {
    events.forEach(event -> pending.remove(event.key()));
    try {
      Memory.Merged merged = memory.merge(events);
      digests.refuse(merged.ahead());
      digests.refuse(merged.foreign());
      tally.merged(merged);
    } catch (MemoryException e) {
      tally.storeFailed(e);
      digests.pause(nowNanos);
    }
  }

  private Message decode(byte[] bytes) {
    try {
      return MessageCodec.decode(bytes);
    } catch (MessageCodec.UnknownVersionException e) {
      tally.otherVersion(e);
    } catch (IllegalArgumentException e) {
      tally.malformed(e);
    }
    return null;
  }

  /** Notes what a peer lacks that is ours to give, and whether it differs in older boots. */
  private void consider(Statement statement, VersionVector held, long nowNanos) {
    String asker = statement.sender().robot();
    Peer peer = peers.heard(statement.sender(), nowNanos);
    boolean agrees =
        statement instanceof Digest digest
            && digest.closed().equals(Message.closedHash(held, digest.have()));
    VersionVector lacks = peer.note(statement, held, agrees);
    if (!lacks.isEmpty()) {
      askedNanos = nowNanos;
    }
    outbox
        .notOnTheWay(lacks)
        .origins()
        .forEach(
            (origin, wanted) -> {
              if (peers.rank(asker, origin, lacks.of(origin), nowNanos) <= peer.stalled(origin)) {
                pending.add(origin, wanted);
              }
            });
    boolean differs =
        switch (statement) {
          case Digest digest -> !agrees;
          case Page page -> newsOfOlderBoots(page, held);
        };
    if (differs) {
      digests.wantPages();
    }
  }

  private static boolean newsOfOlderBoots(Page page, VersionVector held) {
    return page.have().minus(held).origins().keySet().stream()
        .anyMatch(origin -> origin.boot() < held.lastBoot(origin.robot()));
  }

  private void sendOwn() {
    long lastSeq = memory.lastSeq();
    while (publishedSeq < lastSeq) {
      VersionVector own = new VersionVector();
      own.add(memory.origin(), publishedSeq + 1, lastSeq);
      List<Event> events = memory.read(own, READ_EVENTS);
      if (events.isEmpty()) {
        publishedSeq = lastSeq;
        return;
      }
      List<Event> sent = outbox.send(events);
      if (sent.isEmpty()) {
        return;
      }
      publishedSeq = sent.getLast().key().seq();
    }
  }

  private void sendAnswers(long nowNanos) {
    if (nowNanos - askedNanos > ASKING_PERIODS * periodNanos) {
      pending = new VersionVector();
    }
    while (!pending.isEmpty()) {
      List<Event> events = memory.read(pending, READ_EVENTS);
      if (events.isEmpty()) {
        pending = new VersionVector();
        return;
      }
      List<Event> sent = outbox.send(events);
      if (sent.isEmpty()) {
        return;
      }
      sent.forEach(event -> pending.remove(event.key()));
      tally.answered(sent.size());
    }
  }
}
