package dev.gondola.ground.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("A graceful stop")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends POSIX signals")
class GracefulStopTest {

  @Test
  @DisplayName("lets a loop finish and write its last line after Ctrl-C, and ends with 130")
  void loop() throws Exception {
    assertEquals(List.of("started", "saved", "exit 130"), interrupted("loop"));
  }

  @Test
  @DisplayName("wakes a command that waits")
  void waiting() throws Exception {
    assertEquals(List.of("started", "woken", "saved", "exit 130"), interrupted("wait"));
  }

  @Test
  @DisplayName("ends the process all the same when the command does not finish in time")
  void stuck() throws Exception {
    List<String> lines = interrupted("stuck");
    assertEquals(
        List.of("started", "gondola: did not finish within the grace period, stopped", "exit 130"),
        lines);
  }

  @Test
  @DisplayName("changes nothing about a command that ends by itself")
  void undisturbed() {
    try (GracefulStop stop = GracefulStop.install(Duration.ofSeconds(1))) {
      assertEquals(false, stop.requested());
    }
  }

  private static List<String> interrupted(String mode) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), Child.class.getName(), mode)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader()) {
      List<String> lines = new java.util.ArrayList<>();
      lines.add(output.readLine());
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
      output.lines().forEach(lines::add);
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      lines.add("exit " + process.exitValue());
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  /** The command under test, in a process of its own. */
  static final class Child {

    public static void main(String[] args) throws InterruptedException {
      Duration grace = args[0].equals("stuck") ? Duration.ofMillis(50) : Duration.ofSeconds(30);
      try (GracefulStop stop = GracefulStop.install(grace)) {
        switch (args[0]) {
          case "loop" -> {
            System.out.println("started");
            while (!stop.requested()) {
              Thread.onSpinWait();
            }
          }
          case "wait" -> {
            stop.interruptingWaits();
            System.out.println("started");
            try {
              Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
              System.out.println("woken");
            }
          }
          default -> {
            System.out.println("started");
            Thread.sleep(Duration.ofMinutes(5));
          }
        }
        System.out.println("saved");
      }
      System.exit(ExitCodes.INTERRUPTED);
    }
  }
}
