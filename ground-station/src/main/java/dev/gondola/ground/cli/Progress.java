package dev.gondola.ground.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long command has come, on standard error. On a terminal it is a bar that is redrawn in
 * place at most ten times a second; elsewhere (a log file, CI) it is one line a minute. Several
 * threads may call {@link #update}.
 */
public final class Progress implements AutoCloseable {

  private static final long TERMINAL_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LOG_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int BAR_WIDTH = 24;
  private static final int LINE_WIDTH = 79;
  private static final String REDRAW = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier clock;
  private final String task;
  private final long total;
  private final long doneBefore;
  private final long startNanos;

  private long done;
  private String note = "";
  private long shownNanos;
  private boolean shown;
  private boolean closed;

  /**
   * Starts at once; nothing is printed until the first update that is due.
   *
   * @param err standard error
   * @param terminal whether {@code err} is watched on a terminal
   * @param clock monotonic time in ns
   * @param task what is being done, a few words
   * @param total units of work in all, at least 1
   * @param done units done before (a resumed run), 0..total; not counted in the rate
   */
  public Progress(
      PrintWriter err, boolean terminal, LongSupplier clock, String task, long total, long done) {
    if (total < 1 || done < 0 || done > total) {
      throw new IllegalArgumentException(
          "progress: done " + done + " of total " + total + ", must be 0..total and total >= 1");
    }
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
    this.task = task;
    this.total = total;
    this.done = done;
    this.doneBefore = done;
    this.startNanos = clock.getAsLong();
    // A terminal sees the bar at once; a log first hears of it after a minute.
    this.shownNanos = terminal ? startNanos - TERMINAL_INTERVAL_NANOS : startNanos;
  }

  /**
   * Says how much is done.
   *
   * @param unitsDone units of work done, 0..total
   */
  public void update(long unitsDone) {
    update(unitsDone, "");
  }

  /**
   * Says how much is done, with a figure worth watching.
   *
   * @param unitsDone units of work done, 0..total
   * @param figure for example {@code "loss 0.412"}; may be empty
   */
  public synchronized void update(long unitsDone, String figure) {
    done = Math.min(unitsDone, total);
    note = figure;
    long now = clock.getAsLong();
    if (!closed && now - shownNanos >= (terminal ? TERMINAL_INTERVAL_NANOS : LOG_INTERVAL_NANOS)) {
      show(now);
    }
  }

  /** Ends the display: leaves the last state on a line of its own, if anything was shown. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (shown) {
      show(clock.getAsLong());
      if (terminal) {
        err.println();
        err.flush();
      }
    }
  }

  private void show(long now) {
    shownNanos = now;
    shown = true;
    String line = line(now);
    if (terminal) {
      err.print(REDRAW + line.substring(0, Math.min(line.length(), LINE_WIDTH)));
    } else {
      err.println(line);
    }
    err.flush();
  }

  private String line(long now) {
    StringBuilder line = new StringBuilder(task);
    if (terminal) {
      int filled = (int) (BAR_WIDTH * done / total);
      line.append(" [").repeat('#', filled).repeat('.', BAR_WIDTH - filled).append(']');
    }
    line.append(String.format(Locale.ROOT, " %3d %%", 100 * done / total));
    line.append(done < total ? remaining(now) : ", took " + duration(now - startNanos));
    if (!note.isEmpty()) {
      line.append(", ").append(note);
    }
    return line.toString();
  }

  private String remaining(long now) {
    if (done == doneBefore) {
      return "";
    }
    double nanosPerUnit = (double) (now - startNanos) / (done - doneBefore);
    return ", " + duration((long) (nanosPerUnit * (total - done))) + " left";
  }

  /**
   * Writes a duration in the two largest units that matter: {@code 1 h 03 min}, {@code 2 min 10 s},
   * {@code 34 s}.
   *
   * @param nanos duration in ns, not negative
   */
  public static String duration(long nanos) {
    Duration duration = Duration.ofNanos(nanos).plusMillis(500);
    long seconds = duration.toSeconds();
    if (seconds >= 3600) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
    return seconds >= 60
        ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
        : seconds + " s";
  }
}
