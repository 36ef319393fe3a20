package dev.gondola.snn.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Allocation;
import dev.gondola.snn.Convolution;
import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.ReferenceNetwork;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.coding.Decoder;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.coding.EventSink;
import dev.gondola.snn.coding.EventStreamEncoder;
import dev.gondola.snn.coding.PopulationEncoder;
import dev.gondola.snn.coding.PopulationVectorDecoder;
import dev.gondola.snn.coding.RandomCoders;
import dev.gondola.snn.coding.TernaryCountDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A spiking controller with any encoder and decoder")
class CodersInControllersTest {

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  static SpikingPart part(long seed) {
    Network network = new RandomNetworks(seed).network();
    RandomCoders random = new RandomCoders(new SplittableRandom(seed));
    Input input = network.inputs().getFirst();
    Population output = network.populations().getLast();
    return new SpikingPart(
        "p",
        network,
        input.id(),
        random.encoder(input.size()),
        output.id(),
        random.decoder(output.size()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("does what encoder, plain reference engine and decoder do, tick for tick")
  void equalsReference(long seed) {
    SpikingPart part = part(seed);
    SpikingController controller = new SpikingController(List.of(part));
    ReferenceNetwork reference = new ReferenceNetwork(part.network());
    int steps = part.network().stepsPerTick();
    Encoder.Run encoder = part.encoder().start(steps);
    Decoder.Run decoder = part.decoder().start(steps);
    int[][] inputs =
        part.network().inputs().stream().map(i -> new int[i.size()]).toArray(int[][]::new);
    int output = part.network().populationIndex(part.output());
    SplittableRandom random = new SplittableRandom(seed);
    for (int t = 0; t < 15; t++) {
      double error = random.nextDouble(-5, 5);
      for (int k = random.nextInt(6); k > 0; k--) {
        int x = random.nextInt(24);
        int y = random.nextInt(4);
        controller.event(x, y, k % 2 == 0);
        if (encoder instanceof EventSink sink) {
          sink.event(x, y, k % 2 == 0);
        }
      }
      double command = controller.update(error, 0);
      encoder.encode(error);
      for (int k = 0; k < steps; k++) {
        encoder.write(k, inputs[0]);
        reference.step(inputs);
        decoder.read(k, reference.spikes(output));
      }
      assertEquals(decoder.value() * part.decoder().unit(), command, "tick " + t);
    }
  }

  @Test
  @DisplayName("is tested with every kind of both, of which most give a command")
  void everyKind() {
    Set<Class<?>> kinds = new HashSet<>();
    int moved = 0;
    for (long seed = 0; seed < 60; seed++) {
      SpikingPart part = part(seed);
      kinds.add(part.encoder().getClass());
      kinds.add(part.decoder().getClass());
      SpikingController controller = new SpikingController(List.of(part));
      double sum = 0;
      for (int t = 0; t < 15; t++) {
        controller.event(0, 0, true);
        sum += Math.abs(controller.update(t - 7, 0));
      }
      moved += sum == 0 ? 0 : 1;
    }
    assertEquals(9, kinds.size(), kinds.toString());
    assertTrue(moved > 25, moved + " controllers gave a command");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("gives the same commands after a reset")
  void reset(long seed) {
    SpikingController controller = new SpikingController(List.of(part(seed)));
    double[] first = run(controller);
    controller.event(0, 0, true);
    controller.reset();
    assertArrayEquals(first, run(controller));
  }

  private static double[] run(SpikingController controller) {
    double[] commands = new double[10];
    for (int t = 0; t < commands.length; t++) {
      controller.event(t, 0, t % 2 == 0);
      commands[t] = controller.update(t * 0.3 - 1, 0);
    }
    return commands;
  }

  @Test
  @DisplayName("follows the error through a place code and a population vector, to 1 part in 20")
  void placeCode() {
    List<Integer> centers = IntStream.rangeClosed(-10, 10).mapToObj(i -> 100 * i).toList();
    int n = centers.size();
    IntParameter zero = IntParameter.of(0);
    Population neurons =
        Population.lif("n", n, IntParameter.of(4095), zero, IntParameter.of(400), zero, zero);
    Network network =
        new Network(
            "place",
            40,
            List.of(new Input("in", n)),
            List.of(neurons),
            List.of(Projection.direct("d", "in", "n")));
    SpikingPart part =
        new SpikingPart(
            "p",
            network,
            "in",
            new PopulationEncoder(0.001, PopulationEncoder.Curve.TRIANGULAR, 400, 150, centers),
            "n",
            new PopulationVectorDecoder(0.001, centers, Decoder.WhenSilent.HOLD));
    SpikingController controller = new SpikingController(List.of(part));
    for (int k = -95; k <= 95; k++) {
      double error = k / 100.0;
      // The first control period still holds what is left of the error before.
      controller.update(error, 0);
      assertEquals(error, controller.update(error, 0), 0.05);
    }
  }

  @Test
  @DisplayName("sees: more on than off events in a convolution layer turn the command")
  void events() {
    EventStreamEncoder encoder = new EventStreamEncoder(8, 8, 2, 2, 15);
    Convolution difference =
        new Convolution(
            encoder.shape(),
            new int[][][][] {{{{-100, -100}, {-100, -100}}, {{100, 100}, {100, 100}}}});
    Synapses synapses = Synapses.convolution(difference);
    int n = difference.output().size();
    IntParameter zero = IntParameter.of(0);
    Population ternary =
        new Population(
            "out",
            n,
            NeuronModel.TERNARY_LIF,
            IntParameter.of(4095),
            zero,
            IntParameter.of(150),
            IntParameter.of(-150),
            zero,
            zero,
            zero,
            zero,
            0,
            1,
            0,
            zero);
    Projection graded =
        new Projection(
            "c", "in", "out", Port.CURRENT, SignMode.MIXED, 8, 0, 4, Optional.of(synapses));
    Network network =
        new Network(
            "camera",
            3,
            List.of(new Input("in", encoder.channels())),
            List.of(ternary),
            List.of(graded));
    SpikingController controller =
        new SpikingController(
            List.of(
                new SpikingPart(
                    "eye", network, "in", encoder, "out", new TernaryCountDecoder(1, n))));
    controller.event(3, 3, true);
    controller.event(3, 2, true);
    assertEquals(4, controller.update(0, 0), "four windows hold that cell");
    assertEquals(0, controller.update(0, 0), "events are delivered once");
    controller.event(0, 0, false);
    controller.event(0, 0, false);
    controller.event(99, 0, true);
    assertEquals(-1, controller.update(0, 0));
  }

  @Test
  @DisplayName("allocates nothing, whatever the coders")
  void allocatesNothing() {
    long[] sum = new long[1];
    for (long seed = 0; seed < 12; seed++) {
      SpikingController controller = new SpikingController(List.of(part(seed)));
      long bytes =
          Allocation.leastOf5(
              2_000,
              k -> {
                controller.event(k & 15, 0, true);
                sum[0] += (long) controller.update(1, (k % 50) * 0.04);
                sum[0] += controller.spikes();
              });
      assertEquals(0, bytes, "seed " + seed);
    }
    assertNotEquals(0, sum[0]);
  }
}
