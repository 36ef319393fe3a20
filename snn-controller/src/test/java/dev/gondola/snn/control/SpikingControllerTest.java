package dev.gondola.snn.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Allocation;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.ReferenceNetwork;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The spiking controller that comes with the program")
class SpikingControllerTest {
  private final ControllerSpec.Spiking spec = ShippedController.blimp();
  private SpikingController controller;

  @BeforeEach
  void create() {
    controller = spec.create();
  }

  /** Heights of a made-up flight: a step of the set-point and a swing. */
  private static double height(int tick) {
    return 1 + 0.4 * StrictMath.sin(tick * 0.07) + (tick / 100 % 2) * 0.3;
  }

  @Test
  @DisplayName("allocates nothing in 100,000 updates and reports")
  void allocatesNothing() {
    byte[] counts = new byte[controller.neurons()];
    long[] sum = new long[1];
    long bytes =
        Allocation.leastOf5(
            100_000,
            k -> {
              sum[0] += (long) controller.update(1, (k % 50) * 0.04);
              controller.copySpikeCounts(counts);
              sum[0] += controller.spikes() + controller.synapticOperations();
            });
    assertEquals(0, bytes);
    assertNotEquals(0, sum[0]);
  }

  @Test
  @DisplayName("gives the same commands and spikes after a reset")
  void reset() {
    double[] first = fly(controller, 300);
    controller.reset();
    assertEquals(0, controller.spikes());
    assertArrayEquals(first, fly(controller, 300));
    assertArrayEquals(first, fly(spec.create(), 300));
  }

  private static double[] fly(Controller c, int ticks) {
    double[] commands = new double[ticks];
    for (int k = 0; k < ticks; k++) {
      commands[k] = c.update(1, height(k));
    }
    return commands;
  }

  @Test
  @DisplayName("adds up the commands of its parts")
  void partsAddUp() {
    SpikingController pd = spec.only("pd").create();
    SpikingController i = spec.only("i").create();
    for (int k = 0; k < 300; k++) {
      double sum = pd.update(1, height(k)) + i.update(1, height(k));
      assertEquals(sum, controller.update(1, height(k)));
      assertEquals(pd.spikes() + i.spikes(), controller.spikes());
      assertEquals(
          pd.synapticOperations() + i.synapticOperations(), controller.synapticOperations());
    }
  }

  @Test
  @DisplayName("reports spike counts that add up, none above the steps in a tick")
  void spikeCounts() {
    byte[] counts = new byte[controller.neurons() + 3];
    long total = 0;
    for (int k = 0; k < 300; k++) {
      controller.update(1, height(k));
      controller.copySpikeCounts(counts);
      int sum = 0;
      for (byte count : counts) {
        assertTrue(count >= 0 && count <= controller.stepsPerTick());
        sum += count;
      }
      assertEquals(controller.spikes(), sum);
      total += sum;
    }
    assertTrue(total > 300, "spikes in 300 ticks: " + total);
  }

  @Test
  @DisplayName("does what encoder, plain reference engine and decoder do, tick for tick")
  void equalsReference() {
    SpikingPart part = spec.parts().getFirst();
    SpikingController pd = spec.only(part.name()).create();
    ReferenceNetwork reference = new ReferenceNetwork(part.network());
    int output = part.network().populationIndex(part.output());
    PairedCurrentEncoder encoder = (PairedCurrentEncoder) part.encoder();
    PairedLeakyDecoder decoder = (PairedLeakyDecoder) part.decoder();
    int[] input = new int[part.encoder().channels()];
    int y = 0;
    for (int k = 0; k < 20; k++) {
      double command = pd.update(1, height(7 * k));
      encoder.encode(1 - height(7 * k), input);
      long before = reference.operations();
      int spikes = 0;
      for (int s = 0; s < part.network().stepsPerTick(); s++) {
        reference.step(new int[][] {input});
        y = decoder.advance(y, reference.spikes(output));
        for (int p = 0; p < part.network().populations().size(); p++) {
          spikes += java.util.Arrays.stream(reference.spikes(p)).sum();
        }
      }
      assertEquals(y * decoder.unit(), command);
      assertEquals(spikes, pd.spikes());
      assertEquals(reference.operations() - before, pd.synapticOperations());
    }
  }

  @Test
  @DisplayName("takes a missing measurement as no error and forgets it")
  void nan() {
    SpikingController other = spec.create();
    assertEquals(other.update(1, 1), controller.update(1, Double.NaN));
    assertEquals(other.update(1, 0.8), controller.update(1, 0.8));
  }

  @Test
  @DisplayName("needs parts, a period above 0, and a part of the name that is asked for")
  void refuses() {
    assertThrows(IllegalArgumentException.class, () -> new SpikingController(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new ControllerSpec.Spiking("s", 0.1, List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new ControllerSpec.Spiking("s", 0, spec.parts()));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> spec.only("d"));
    assertTrue(e.getMessage().contains("[pd, i]"), e.getMessage());
  }

  @Test
  @DisplayName("needs encoder and decoder that fit the network, naming all faults")
  void fits() {
    SpikingPart p = spec.parts().getFirst();
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () ->
                new SpikingPart(
                    "x",
                    p.network(),
                    "nothing",
                    p.encoder(),
                    p.output(),
                    new PairedLeakyDecoder(1, 1, 1)));
    assertEquals(2, e.faults().size(), e.getMessage());
  }
}
