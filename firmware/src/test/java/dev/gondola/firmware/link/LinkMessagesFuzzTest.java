package dev.gondola.firmware.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
@DisplayName("Messages from the network")
class LinkMessagesFuzzTest {
  private static final RobotId ROBOT = new RobotId("blimp-1");

  @FuzzTest(maxDuration = "20s")
  void commands(byte[] payload) {
    List<String> heard = new ArrayList<>();
    CommandReceiver receiver =
        new CommandReceiver(new RecordedCommands(heard), 0, 12, System::nanoTime);
    receiver.command(payload, false);
    receiver.setpoint(payload, false);
    for (String h : heard) {
      if (h.startsWith("setpoint ")) {
        double heightM = Double.parseDouble(h.substring(9));
        if (!(heightM >= 0 && heightM <= 12)) {
          throw new AssertionError(h);
        }
      }
    }
  }

  @FuzzTest(maxDuration = "20s")
  void fromRobots(byte[] payload) {
    try {
      Telemetry.parse(ROBOT, payload);
    } catch (BadMessageException e) {
      // As promised.
    }
    try {
      RobotEvent.parse(ROBOT, payload);
    } catch (BadMessageException e) {
      // As promised.
    }
    try {
      Connection.parse(ROBOT, payload);
    } catch (BadMessageException e) {
      // As promised.
    }
  }
}
