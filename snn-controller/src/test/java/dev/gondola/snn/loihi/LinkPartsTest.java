package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.io.NetworkJson;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The parts of a link to a host")
class LinkPartsTest {

  @Test
  @DisplayName("addresses: TCP with names and both kinds of addresses, and Unix sockets")
  void addresses() {
    assertEquals(new HostAddress.Tcp("board", 7411), HostAddress.parse("board:7411"));
    assertEquals(new HostAddress.Tcp("::1", 7411), HostAddress.parse("[::1]:7411"));
    assertEquals(
        new HostAddress.UnixSocket(Path.of("/run/loihi")), HostAddress.parse("unix:/run/loihi"));
    for (String text : new String[] {"board:7411", "[::1]:7411", "unix:/run/loihi"}) {
      assertEquals(text, HostAddress.parse(text).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "board",
        ":7411",
        "board:",
        "board:0",
        "board:65536",
        "::1:7411",
        "unix:",
        "board:+1",
        "unix:\0"
      })
  @DisplayName("addresses: everything else is refused with the forms that exist")
  void wrongAddresses(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> HostAddress.parse(text));
    assertTrue(e.getMessage().contains("HOST:PORT"), e.getMessage());
  }

  @Test
  @DisplayName("round trips: quantiles are right to 3 %, from above")
  void quantiles() {
    SplittableRandom random = new SplittableRandom(2);
    RoundTrips trips = new RoundTrips();
    assertEquals(0, trips.quantile(0.5));
    long[] all = random.longs(10_001, 100, 50_000_000).toArray();
    Arrays.stream(all).forEach(trips::add);
    Arrays.sort(all);
    for (double q : new double[] {0.01, 0.5, 0.99, 1}) {
      long exact = all[(int) Math.ceil(q * all.length) - 1];
      long told = trips.quantile(q);
      assertTrue(told >= exact && told <= exact * 1.04, q + ": " + told + " for " + exact);
    }
    trips.add(Long.MAX_VALUE);
    trips.add(-5);
    assertEquals(Long.MAX_VALUE, trips.quantile(1));
    assertEquals(all.length + 2, trips.count());
  }

  @Test
  @DisplayName("history: gives back every round until it is full, and begins anew after a reset")
  void history() {
    InputHistory history = new InputHistory(2, 3);
    int[] row = new int[2];
    for (int epoch = 0; epoch < 2; epoch++) {
      for (int i = 0; i < 3; i++) {
        assertEquals(i, InputHistory.rounds(history.state()));
        history.append(new int[] {i, -i});
      }
      history.copy(2, row);
      assertArrayEquals(new int[] {2, -2}, row);
      history.append(row);
      history.append(row);
      assertTrue(InputHistory.rounds(history.state()) < 0);
      assertEquals(epoch, InputHistory.epoch(history.state()));
      history.clear();
    }
    assertEquals(2, InputHistory.epoch(history.state()));
  }

  @Test
  @DisplayName("backoff: doubles up to its limit, and begins anew after a success")
  void backoff() {
    Backoff backoff = new Backoff(100, 500);
    long[] waits = new long[5];
    Arrays.setAll(waits, i -> backoff.next());
    assertArrayEquals(new long[] {100, 200, 400, 500, 500}, waits);
    backoff.reset();
    assertEquals(100, backoff.next());
  }

  @Test
  @DisplayName("requests: a bitmap where every value is 0 or 1, else the values")
  void requests() {
    StepRequest request = new StepRequest(new NetworkImage(HostNetworks.motley(3), 3));
    int[] values = {1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    byte[] bits = new byte[18];
    request.of(258, values).get(bits);
    assertArrayEquals(
        new byte[] {0, 0, 0, 14, 3, 0, 0, 0, 0, 0, 0, 1, 2, 0, 3, 0, 0b1001, 0b100001}, bits);
    values[1] = -2;
    ByteBuffer frame = request.of(1, values);
    assertEquals(5 + 11 + 4 * 14, frame.remaining());
    assertEquals(1, frame.get(15));
    assertEquals(-2, frame.getInt(20));
  }

  @Test
  @DisplayName("networks: what a host does not know is refused by name, not left out")
  void unknownFields() {
    for (Network network : List.of(HostNetworks.motley(3), HostNetworks.convolution())) {
      assertEquals(List.of(), LoihiHosts.faults(network));
    }
    ObjectNode json = NetworkJson.write(HostNetworks.motley(3));
    assertEquals(List.of(), NetworkImage.unknown(json));
    ((ObjectNode) json.path("projections").path(1)).putObject("learning");
    ((ObjectNode) json.path("populations").path(2)).put("homeostasis", 1);
    assertEquals(
        List.of(
            "population \"ternary\": a Loihi host knows no homeostasis",
            "projection \"b\": a Loihi host knows no learning"),
        NetworkImage.unknown(json));
  }

  @Test
  @DisplayName("options: every number must be above 0")
  void options() {
    assertThrows(IllegalArgumentException.class, () -> LinkOptions.ofBudget(0));
    assertThrows(IllegalArgumentException.class, () -> new LinkOptions(1, 1, 1, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new LinkOptions(1, 1, 1, 0, 1, 1));
  }
}
