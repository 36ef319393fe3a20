package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("When mosquitto is killed or freezes")
@Execution(ExecutionMode.CONCURRENT)
class BrokerFailureTest {
  private static final RobotId ROBOT = new RobotId("blimp-1");
  private static final RobotTopics TOPICS = new RobotTopics(ROBOT);

  @TempDir Path folder;
  private MosquittoBroker broker;
  private MqttLink operator;
  private FleetLink robot;
  private final List<String> downs = new CopyOnWriteArrayList<>();
  private final Recorder connection = new Recorder();
  private final Recorder telemetry = new Recorder();
  private final Recorder events = new Recorder();

  @BeforeEach
  void start() {
    broker = new MosquittoBroker(folder);
    broker.start();
    operator =
        new MqttLink(LinkOptions.of(broker.url(), "operator").withKeepAliveSeconds(1)).start();
    operator.subscribe(TOPICS.connection(), 0, connection);
    operator.subscribe(TOPICS.telemetry(), 0, telemetry);
    operator.subscribe(TOPICS.event(), 1, events);
    Await.until("operator is up", operator::isUp);
    LinkOptions link =
        LinkOptions.of(broker.url(), ROBOT.value()).withKeepAliveSeconds(1).withQueueCapacity(20);
    robot =
        new FleetLink(
            new FleetLinkOptions(ROBOT, link, Duration.ofMillis(20), 0, 12),
            new RecordedCommands(new ArrayList<>()),
            InstantSource.system(),
            System::nanoTime);
    robot.messages().addListener(new DownRecorder());
    robot.start();
    Await.until("ONLINE", () -> connection.saw("\"ONLINE\""));
  }

  @AfterEach
  void end() {
    robot.close();
    operator.close();
    broker.close();
  }

  private final class DownRecorder implements LinkListener {
    @Override
    public void linkUp() {}

    @Override
    public void linkDown(String reason) {
      downs.add(reason);
    }
  }

  private void report(long tick) {
    TelemetryFrame frame = robot.telemetry().claim();
    frame.tick = tick;
    frame.mode = "HOLD";
    robot.telemetry().commit();
  }

  private long onlineCount() {
    return connection.texts().stream().filter(text -> text.contains("\"ONLINE\"")).count();
  }

  @Test
  @DisplayName(
      "SIGKILL and restart: the link comes back and says ONLINE, the oldest events are kept")
  void killAndRestart() {
    broker.kill();
    Await.until("down is seen", () -> !robot.messages().isUp() && !operator.isUp());
    assertFalse(
        robot.messages().publish(TOPICS.command(), OperatorMessages.arm(), Delivery.NOW, false),
        "an order is refused while the link is down");
    for (int i = 0; i < 30; i++) {
      robot.telemetry().modeChanged(i, "HOLD", "LAND", "change " + i + ".");
    }
    Await.until("queue is full", () -> robot.messages().statistics().refused() >= 11);
    long onlineBefore = onlineCount();
    long acknowledgedBefore = robot.messages().statistics().acknowledged();

    broker.start();

    Await.until("both are back", () -> operator.isUp() && onlineCount() > onlineBefore);
    Await.until("telemetry flows", () -> flows(telemetry));
    // ONLINE and the 20 that were queued. The operator comes back by itself too and may miss some.
    Await.until(
        "the queue is drained",
        () -> robot.messages().statistics().acknowledged() >= acknowledgedBefore + 21);
    assertEquals(2, robot.messages().statistics().connects());
    assertFalse(events.saw("change 19.") || events.saw("change 29."), events.texts()::toString);
  }

  private boolean flows(Recorder recorder) {
    report(recorder.messages().size());
    return !recorder.messages().isEmpty();
  }

  @Test
  @DisplayName("SIGTERM, which publishes the wills, and restart: ONLINE again")
  void terminateAndRestart() {
    broker.terminate();
    Await.until("down is seen", () -> !robot.messages().isUp() && !operator.isUp());
    long onlineBefore = onlineCount();

    broker.start();

    Await.until("ONLINE again", () -> onlineCount() > onlineBefore);
    assertTrue(connection.last().text().contains("\"ONLINE\""));
  }

  @Test
  @DisplayName("SIGSTOP is noticed, the reporting thread never waits, and the link comes back")
  void freeze() throws InterruptedException {
    Thread loop = new Thread(this::reportUntilDown, "control loop");

    broker.freeze();
    loop.start();
    loop.join(Duration.ofSeconds(30));

    assertFalse(loop.isAlive(), "the loss was not noticed");
    Await.until("the listener is told", () -> downs.size() == 1);
    assertEquals(List.of(), loopWaits);
    broker.thaw();
    Await.until("robot is back", () -> robot.messages().isUp());
    long before = telemetry.messages().size();
    Await.until(
        "telemetry flows",
        () -> {
          report(1);
          return telemetry.messages().size() > before;
        });
  }

  private final List<String> loopWaits = new ArrayList<>();

  /** Reports as a control loop does, only faster, and writes down if it ever had to wait. */
  private void reportUntilDown() {
    long id = Thread.currentThread().threadId();
    for (long tick = 0; robot.messages().isUp(); tick++) {
      report(tick);
    }
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(id);
    if (info.getBlockedCount() + info.getWaitedCount() > 0) {
      loopWaits.add("blocked " + info.getBlockedCount() + " waited " + info.getWaitedCount());
    }
  }

  @Test
  @DisplayName("a living link has daemon threads only, so that it keeps no program from ending")
  void daemons() {
    Set<Thread> threads = ThreadsOf.link(operator);

    assertTrue(threads.size() >= 4, threads::toString);
    assertTrue(threads.stream().allMatch(Thread::isDaemon), threads::toString);
  }

  @Test
  @Tag("slow")
  @DisplayName("8 restarts: the link comes back each time and its threads do not pile up")
  void manyRestarts() {
    int threads = ThreadsOf.link(operator).size();
    for (int i = 0; i < 8; i++) {
      broker.kill();
      Await.until("down is seen", () -> !robot.messages().isUp());
      broker.start();
      Await.until("robot is back", () -> robot.messages().isUp());
    }
    Await.until("operator is back", operator::isUp);
    Await.until("threads have ended", () -> ThreadsOf.link(operator).size() <= threads);
    assertEquals(9, robot.messages().statistics().connects());
  }
}
