package dev.gondola.memory;

import dev.gondola.memory.Message.Digest;
import java.util.List;
import java.util.Optional;

/** Tells the peers once a period what we have: short, or in pages where older boots differ. */
final class DigestSender {

  /** Most pages sent in one period; the next one goes on where this one ended. */
  private static final int MAX_PAGES = 4;

  /**
   * What we cannot take now we do not ask for again for this many periods, or the peers would send
   * it all the time.
   */
  private static final int PATIENCE_PERIODS = 12;

  private final Memory memory;
  private final Outbox outbox;
  private final long periodNanos;

  private boolean started;
  private long dueNanos;
  private long forgetNanos;
  private VersionVector refused = new VersionVector();
  private boolean pagesWanted;
  private Origin pagedThrough;

  DigestSender(Memory memory, Outbox outbox, long periodNanos) {
    this.memory = memory;
    this.outbox = outbox;
    this.periodNanos = periodNanos;
  }

  /** Has the next statement tell of older boots one by one. */
  void wantPages() {
    pagesWanted = true;
  }

  /** Events that we shall state to have for a while, because we do not want them now. */
  void refuse(List<EventKey> keys) {
    keys.forEach(refused::add);
  }

  /** States nothing for a while: we cannot store what we are sent. */
  void pause(long nowNanos) {
    start(nowNanos);
    dueNanos = nowNanos + PATIENCE_PERIODS * periodNanos;
  }

  void sendIfDue(long nowNanos) {
    start(nowNanos);
    if (nowNanos - dueNanos < 0) {
      return;
    }
    if (nowNanos - forgetNanos >= 0) {
      forgetNanos = nowNanos + PATIENCE_PERIODS * periodNanos;
      refused = new VersionVector();
    }
    if (send()) {
      dueNanos = nowNanos + periodNanos;
      pagesWanted = false;
    }
  }

  private void start(long nowNanos) {
    if (!started) {
      started = true;
      dueNanos = nowNanos;
      forgetNanos = nowNanos + PATIENCE_PERIODS * periodNanos;
    }
  }

  private boolean send() {
    VersionVector stated = memory.held();
    refused.origins().forEach(stated::add);
    Optional<byte[]> digest = MessageCodec.encode(Digest.of(memory.origin(), stated));
    boolean brief = digest.isPresent() && !pagesWanted;
    return brief ? outbox.sendStatement(digest.get()) : sendPages(stated);
  }

  private boolean sendPages(VersionVector stated) {
    for (int i = 0; i < MAX_PAGES; i++) {
      MessageCodec.PackedPage page = MessageCodec.packPage(memory.origin(), stated, pagedThrough);
      if (!outbox.sendStatement(page.packer().message())) {
        return i > 0;
      }
      pagedThrough = page.through();
      if (pagedThrough == null) {
        break;
      }
    }
    return true;
  }
}
