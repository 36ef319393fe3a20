package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command receiver")
class CommandReceiverTest {
  private final List<String> heard = new ArrayList<>();
  private final CommandReceiver receiver =
      new CommandReceiver(new RecordedCommands(heard), 0.25, 12, () -> 0);

  private void setpoint(String json) {
    receiver.setpoint(json.getBytes(StandardCharsets.UTF_8), false);
  }

  private void command(String json) {
    receiver.command(json.getBytes(StandardCharsets.UTF_8), false);
  }

  @Test
  @DisplayName("hears the three commands and setpoints within its limits")
  void good() {
    command("{\"command\":\"arm\"}");
    command(" { \"command\" : \"heartbeat\" } ");
    setpoint("{\"height_m\":1.5}");
    setpoint("{\"height_m\":2}");
    setpoint("{\"height_m\":0.25}");
    setpoint("{\"height_m\":12.0}");
    command("{\"command\":\"disarm\"}");

    assertEquals(
        List.of(
            "arm",
            "heartbeat",
            "setpoint 1.5",
            "setpoint 2.0",
            "setpoint 0.25",
            "setpoint 12.0",
            "disarm"),
        heard);
    assertEquals(7, receiver.accepted());
    assertEquals(0, receiver.refused());
  }

  @Test
  @DisplayName("understands what the operator's side writes")
  void operatorMessages() {
    receiver.command(OperatorMessages.arm(), false);
    receiver.command(OperatorMessages.disarm(), false);
    receiver.command(OperatorMessages.heartbeat(), false);
    receiver.setpoint(OperatorMessages.setpoint(2.75), false);

    assertEquals(List.of("arm", "disarm", "heartbeat", "setpoint 2.75"), heard);
    assertThrows(IllegalArgumentException.class, () -> OperatorMessages.setpoint(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1.5",
        "[]",
        "{}",
        "{",
        "{\"height_m\"",
        "{\"height_m\":",
        "{\"height_m\":1.5",
        "{\"height_m\":1.5}x",
        "{\"height_m\":1.5}{}",
        "{\"height_m\":1.5,}",
        "{\"height_m\":null}",
        "{\"height_m\":\"1.5\"}",
        "{\"height_m\":true}",
        "{\"height_m\":[1.5]}",
        "{\"height_m\":{\"height_m\":1.5}}",
        "{\"height_m\":NaN}",
        "{\"height_m\":\"NaN\"}",
        "{\"height_m\":Infinity}",
        "{\"height_m\":1e999}",
        "{\"height_m\":-1e999}",
        "{\"height_m\":-1}",
        "{\"height_m\":0.2499}",
        "{\"height_m\":12.0001}",
        "{\"height_m\":99999999999999999999}",
        "{\"height_m\":01.5}",
        "{\"height_m\":1.5,\"height_m\":1.5}",
        "{\"height_m\":1.5,\"speed\":1}",
        "{\"Height_m\":1.5}",
        "{'height_m':1.5}",
        "{\"height_m\":1.5/*metres*/}",
        "\u0000",
      })
  @DisplayName("refuses every other setpoint")
  void badSetpoint(String json) {
    setpoint(json);

    assertEquals(List.of(), heard);
    assertEquals(1, receiver.refused());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"command\":\"ARM\"}",
        "{\"command\":\"arm \"}",
        "{\"command\":\"takeoff\"}",
        "{\"command\":1}",
        "{\"command\":null}",
        "{\"command\":[\"arm\"]}",
        "{\"command\":\"arm\",\"command\":\"disarm\"}",
        "{\"command\":\"arm\",\"force\":true}",
        "{\"height_m\":1.5}",
        "arm",
        "\"arm\"",
      })
  @DisplayName("refuses every other command")
  void badCommand(String json) {
    command(json);

    assertEquals(List.of(), heard);
    assertEquals(1, receiver.refused());
  }

  @Test
  @DisplayName("refuses what the broker had stored, whatever it is")
  void retained() {
    receiver.command(OperatorMessages.arm(), true);
    receiver.setpoint(OperatorMessages.setpoint(1), true);

    assertEquals(List.of(), heard);
    assertEquals(2, receiver.refused());
  }

  @Test
  @DisplayName("refuses what is long, deep, or has endless names, numbers or fields")
  void hostile() {
    setpoint("{\"height_m\":1.5" + " ".repeat(CommandReceiver.MAX_BYTES) + "}");
    setpoint("[".repeat(1000));
    setpoint("{\"a\":".repeat(150));
    setpoint("{\"height_m\":1." + "5".repeat(900) + "}");
    setpoint("{\"" + "x".repeat(1000) + "\":1}");
    setpoint("{\"height_m\":\"" + "x".repeat(1000) + "\"}");
    StringBuilder fields = new StringBuilder("{\"height_m\":1");
    for (int i = 0; i < 100; i++) {
      fields.append(",\"").append(i).append("\":1");
    }
    setpoint(fields + "}");
    receiver.setpoint(new byte[10_000_000], false);
    receiver.setpoint(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}, false);

    assertEquals(List.of(), heard);
    assertEquals(9, receiver.refused());
  }

  @Test
  @DisplayName("does not take limits that are no range")
  void limits() {
    OperatorCommands commands = new RecordedCommands(heard);
    for (double[] limits :
        new double[][] {{2, 1}, {Double.NaN, 1}, {0, Double.NaN}, {0, Double.POSITIVE_INFINITY}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new CommandReceiver(commands, limits[0], limits[1], () -> 0));
    }
  }

  @Test
  @DisplayName("survives 20,000 mutated messages and accepts only what is within its limits")
  void mutations() {
    SplittableRandom random = new SplittableRandom(42);
    List<byte[]> seeds =
        List.of(
            OperatorMessages.arm(), OperatorMessages.heartbeat(), OperatorMessages.setpoint(1.5));
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = Mutation.of(seeds.get(random.nextInt(seeds.size())), random);
      receiver.command(mutated, false);
      receiver.setpoint(mutated, false);
    }

    assertEquals(40_000, receiver.accepted() + receiver.refused());
    assertTrue(receiver.accepted() > 0 && receiver.refused() > 20_000);
    heard.stream()
        .filter(h -> h.startsWith("setpoint "))
        .map(h -> Double.parseDouble(h.substring(9)))
        .forEach(h -> assertTrue(h >= 0.25 && h <= 12, h::toString));
  }
}
