package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A memory shared over mosquitto")
class MosquittoSharedMemoryTest extends SharedMemoryBrokerTest {
  private static final Path PASSWORD_TOOL = Path.of("/usr/bin/mosquitto_passwd");

  @Override
  TestBroker broker(Path folder) {
    return new MosquittoBroker(folder);
  }

  @Test
  @DisplayName("what a broker had stored on a memory topic is ignored")
  void retained() {
    broker.start();
    MqttLink stranger = new MqttLink(LinkOptions.of(broker.url(), "stranger")).start();
    byte[] old = "old".getBytes(StandardCharsets.UTF_8);
    stranger.publish("gondola/v1/blimp-9/memory/events", old, Delivery.RELIABLE, true);
    Await.until("stored", () -> stranger.statistics().acknowledged() == 1);
    stranger.close();

    start(Optional.empty(), Optional.empty());
    Await.until("it has come", () -> one.link.received() >= 1);
    one.fly(2, 1.0);
    two.fly(2, 1.5);
    awaitEqual();

    assertEquals(0, one.stats().malformed());
  }

  @Test
  @DisplayName("with the documented access list robots replicate, in their own names only")
  void accessList() throws Exception {
    assumeTrue(Files.isExecutable(PASSWORD_TOOL), "mosquitto_passwd is not there: test skipped");
    Path passwords = folder.resolve("passwords");
    for (String robot : new String[] {"blimp-1", "blimp-2"}) {
      String[] create = Files.exists(passwords) ? new String[] {"-b"} : new String[] {"-c", "-b"};
      run(create, passwords.toString(), robot, "secret");
    }
    Path acl = folder.resolve("acl");
    Files.writeString(
        acl, "pattern readwrite gondola/v1/%u/#\npattern read gondola/v1/+/memory/+\n");
    broker =
        new MosquittoBroker(
            folder,
            false,
            "allow_anonymous false\npassword_file %s\nacl_file %s".formatted(passwords, acl));

    start(
        Optional.of(new Credentials("blimp-1", "secret")),
        Optional.of(new Credentials("blimp-2", "secret")));
    one.fly(3, 1.0);
    two.fly(3, 1.5);
    awaitEqual();

    byte[] forged = "forged".getBytes(StandardCharsets.UTF_8);
    String others = new RobotTopics(new RobotId("blimp-1")).memory("events");
    String own = new RobotTopics(new RobotId("blimp-2")).memory("events");
    assertTrue(two.link.publish(others, forged, Delivery.NOW, false));
    assertTrue(two.link.publish(own, forged, Delivery.NOW, false));
    Await.until(
        "the one in its own name has come",
        () -> {
          step();
          return one.stats().malformed() >= 1;
        });
    assertEquals(1, one.stats().malformed(), "the other one, sent before, has not");
  }

  private static void run(String[] options, String file, String user, String password)
      throws Exception {
    ProcessBuilder tool = new ProcessBuilder(PASSWORD_TOOL.toString());
    tool.command().addAll(java.util.List.of(options));
    tool.command().addAll(java.util.List.of(file, user, password));
    assertEquals(0, tool.inheritIO().start().waitFor());
  }
}
