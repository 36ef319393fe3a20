package dev.gondola.ground.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A progress display")
class ProgressTest {

  private final StringWriter err = new StringWriter();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  @DisplayName("redraws one line on a terminal, with the time left")
  void bar() {
    try (Progress progress = start(true, 100, 0)) {
      advance(Duration.ofSeconds(10));
      progress.update(25, "loss 0.412");
    }
    assertEquals(
        List.of(
            "",
            "evolving [######..................]  25 %, 30 s left, loss 0.412",
            "evolving [######..................]  25 %, 30 s left, loss 0.412\n"),
        frames());
  }

  @Test
  @DisplayName("redraws at most ten times a second, whatever it is told")
  void rate() {
    Progress progress = start(true, 1_000, 0);
    for (int i = 1; i <= 1_000; i++) {
      advance(Duration.ofMillis(1));
      progress.update(i);
    }
    assertEquals(10, frames().size() - 1);
  }

  @Test
  @DisplayName("fits a line of 80 columns")
  void width() {
    Progress progress = start(true, 10, 0);
    progress.update(5, "x".repeat(200));
    assertEquals(79, frames().getLast().length());
  }

  @Test
  @DisplayName("says what it took when all is done")
  void done() {
    try (Progress progress = start(true, 4, 0)) {
      advance(Duration.ofSeconds(3));
      progress.update(4);
    }
    assertTrue(err.toString().contains("100 %, took 3 s"), err.toString());
  }

  @Test
  @DisplayName("is silent in a log for work of less than a minute")
  void silentInLog() {
    try (Progress progress = start(false, 100, 0)) {
      for (int i = 1; i <= 59; i++) {
        advance(Duration.ofSeconds(1));
        progress.update(i);
      }
    }
    assertEquals("", err.toString());
  }

  @Test
  @DisplayName("adds a line a minute to a log, and the end")
  void linesInLog() {
    try (Progress progress = start(false, 180, 0)) {
      for (int i = 1; i <= 150; i++) {
        advance(Duration.ofSeconds(1));
        progress.update(i);
      }
    }
    assertEquals(
        List.of(
            "evolving  33 %, 2 min 00 s left",
            "evolving  66 %, 1 min 00 s left", "evolving  83 %, 30 s left"),
        err.toString().lines().toList());
  }

  @Test
  @DisplayName("reckons a resumed run by what this run did")
  void resumed() {
    Progress progress = start(true, 100, 50);
    advance(Duration.ofSeconds(10));
    progress.update(50);
    assertEquals("evolving [############............]  50 %", frames().getLast());
    advance(Duration.ofSeconds(10));
    progress.update(60);
    assertTrue(frames().getLast().endsWith("60 %, 1 min 20 s left"), frames().getLast());
  }

  @Test
  @DisplayName("refuses a total of nothing, or more done than there is")
  void ranges() {
    assertThrows(IllegalArgumentException.class, () -> start(true, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> start(true, 5, 6));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min 00 s",
    "3599, 59 min 59 s",
    "3600, 1 h 00 min",
    "90061, 25 h 01 min"
  })
  @DisplayName("writes durations in the two units that matter")
  void durations(long seconds, String text) {
    assertEquals(text, Progress.duration(TimeUnit.SECONDS.toNanos(seconds)));
  }

  private Progress start(boolean terminal, long total, long done) {
    return new Progress(new PrintWriter(err), terminal, now::get, "evolving", total, done);
  }

  private void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private List<String> frames() {
    return List.of(err.toString().replace("\r\n", "\n").split("\r\u001b\\[K", -1));
  }
}
