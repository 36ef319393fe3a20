package dev.gondola.snn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A network")
class NetworkTest {
  private static final IntParameter ZERO = IntParameter.of(0);
  private static final Input IN = new Input("in", 2);

  @Test
  @DisplayName("counts its neurons and synapses")
  void counts() {
    Network n = network(List.of(lif("a", 3)), List.of(joined("c", "in", "a", matrix(2, 3, 1))));
    assertEquals(3, n.neurons());
    assertEquals(6, n.synapses());
    assertEquals(2 + 3 * 2, n.bufferSize());
    assertEquals(0, n.populationIndex("a"));
    assertThrows(IllegalArgumentException.class, () -> n.inputIndex("b"));
  }

  @Test
  @DisplayName("reports all faults at once, in the order of its parts")
  void allFaultsInOrder() {
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () ->
                network(
                    List.of(lif("in", 3), lif("b", 0)),
                    List.of(
                        joined("c", "x", "y", matrix(1, 1, 0)),
                        joined("d", "in", "b", matrix(1, 1, Network.MAX_DELAY + 1)))));
    String all = String.join("\n", e.faults());
    assertEquals(6, e.faults().size(), all);
    assertTrue(e.faults().get(0).contains("\"in\" is used twice"), all);
    assertTrue(e.faults().get(1).contains("\"b\": size must be 1.."), all);
    assertTrue(e.faults().get(2).contains("no input or population \"x\""), all);
    assertTrue(e.faults().get(3).contains("no population \"y\""), all);
    assertTrue(e.faults().get(4).contains("synapses are for 1 sources"), all);
    assertTrue(e.faults().get(5).contains("delay must be 0..4095, is 4096"), all);
    assertTrue(e.getMessage().contains("6 faults"), e.getMessage());
  }

  @Test
  @DisplayName("refuses a parameter that the population's model does not use")
  void modelOnly() {
    Population p =
        new Population(
            "a",
            1,
            NeuronModel.LIF,
            ZERO,
            ZERO,
            ZERO,
            IntParameter.of(-1),
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            2,
            3,
            1,
            IntParameter.of(1));
    NetworkException e = assertThrows(NetworkException.class, () -> network(List.of(p), List.of()));
    assertEquals(5, e.faults().size(), e.getMessage());
    assertTrue(e.faults().getFirst().contains("vthLo is for ternary-lif, not lif"));
  }

  @Test
  @DisplayName("refuses a threshold for a neuron that has none")
  void noThreshold() {
    Population p = Population.leakyIntegrator("a", 1, ZERO, ZERO, ZERO, ZERO);
    network(List.of(p), List.of());
    Population bad =
        new Population(
            "a",
            1,
            p.model(),
            ZERO,
            ZERO,
            IntParameter.of(1),
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            0,
            1,
            0,
            ZERO);
    refused("leaky-integrator has no threshold", List.of(bad), List.of());
  }

  @Test
  @DisplayName("refuses shifts that no 32-bit number has, and lists of another length")
  void shiftsAndLengths() {
    Population p =
        Population.lif(
            "a", 2, IntParameter.perNeuron(1, 2, 3), ZERO, ZERO, ZERO, IntParameter.of(40));
    Projection c =
        new Projection(
            "c", "in", "a", Port.CURRENT, SignMode.MIXED, 9, 32, -1, Optional.of(matrix(2, 2, 0)));
    NetworkException e =
        assertThrows(NetworkException.class, () -> network(List.of(p), List.of(c)));
    assertEquals(5, e.faults().size(), e.getMessage());
  }

  @Test
  @DisplayName("refuses a threshold port on anything but IWTA, and a direct connection with one")
  void ports() {
    Projection threshold = Projection.of("c", "in", "a", Port.THRESHOLD, 0, matrix(2, 2, 0));
    Projection direct =
        new Projection("d", "in", "w", Port.THRESHOLD, SignMode.MIXED, 8, 0, 0, Optional.empty());
    Projection between = Projection.direct("e", "a", "a");
    Population w = Population.iwta("w", 2, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO);
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () -> network(List.of(lif("a", 2), w), List.of(threshold, direct, between)));
    assertEquals(3, e.faults().size(), e.getMessage());
  }

  @Test
  @DisplayName("bounds the memory an engine needs: a few numbers can ask for gigabytes")
  void boundsMemory() {
    int big = Network.MAX_NEURONS - 2;
    Synapses longWay = Synapses.of(2, big, new int[][] {{0, 0, 1, Network.MAX_DELAY}});
    refused("is 4294", List.of(lif("a", big)), List.of(joined("c", "in", "a", longWay)));

    List<Projection> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(joined("c" + i, "in", "a", Synapses.of(2, big, new int[0][])));
    }
    refused("at most 8388608", List.of(lif("a", big)), many);

    List<Population> groups = new ArrayList<>();
    for (int i = 0; i <= Network.MAX_GROUPS; i++) {
      groups.add(lif("p" + i, 1));
    }
    refused("number of populations must be 0..4096", groups, List.of());
    refused("at most 1048576", List.of(lif("a", big), lif("b", 1)), List.of());
  }

  private static void refused(String what, List<Population> p, List<Projection> c) {
    NetworkException e = assertThrows(NetworkException.class, () -> network(p, c));
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }

  private static Network network(List<Population> populations, List<Projection> projections) {
    return new Network("n", 3, List.of(IN), populations, projections);
  }

  private static Population lif(String id, int size) {
    return Population.lif(id, size, ZERO, ZERO, ZERO, ZERO, ZERO);
  }

  private static Projection joined(String id, String from, String to, Synapses s) {
    return Projection.of(id, from, to, Port.CURRENT, 0, s);
  }

  private static Synapses matrix(int sources, int targets, int delay) {
    int[][] weights = new int[targets][sources];
    int[][] delays = new int[targets][sources];
    delays[0][0] = delay;
    return Synapses.dense(weights, delays);
  }
}
