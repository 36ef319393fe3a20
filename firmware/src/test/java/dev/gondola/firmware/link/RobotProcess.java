package dev.gondola.firmware.link;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;

/** A robot's link in a process of its own, which can be killed. */
final class RobotProcess {
  private RobotProcess() {}

  static Process start(BrokerUrl url, RobotId robot) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RobotProcess.class.getName(),
            url.toString(),
            robot.value())
        .inheritIO()
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    BrokerUrl url = BrokerUrl.parse(args[0]);
    RobotId robot = new RobotId(args[1]);
    FleetLinkOptions options =
        new FleetLinkOptions(
            robot, LinkOptions.of(url, robot.value()), Duration.ofMillis(100), 0, 12);
    new FleetLink(
            options,
            new RecordedCommands(new ArrayList<>()),
            InstantSource.system(),
            System::nanoTime)
        .start();
    Thread.sleep(Duration.ofMinutes(2));
  }
}
