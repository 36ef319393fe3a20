package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.coding.Decoder;
import dev.gondola.snn.coding.DeltaEncoder;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.coding.TernaryCountDecoder;
import dev.gondola.snn.control.SpikingPart;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Paired coders of a population")
class PairedPopulationCodersTest {
  private static final double[] EDGES = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    32.767,
    -32.767,
    32.7675,
    0.0005,
    0.0015,
    -0.0005
  };

  private final SplittableRandom random = new SplittableRandom(21);

  @ParameterizedTest(name = "{0} individuals")
  @ValueSource(ints = {1, 2, 15, 16, 17, 33, 64})
  @DisplayName("give what the coders of each individual give, with any gains, errors and spikes")
  void equalTheSingleCoders(int individuals) {
    for (int round = 0; round < 20; round++) {
      List<SpikingPart> parts = parts(individuals, 1 + random.nextInt(9), random.nextInt(32));
      int stride = RowWeights.padded(individuals, 16);
      PairedPopulationCoders coders = new PairedPopulationCoders(parts, stride);
      Side[] singles = parts.stream().map(Side::new).toArray(Side[]::new);
      int channels = parts.getFirst().encoder().channels();
      int[] input = random.ints((long) channels * stride).toArray();
      int[] spikes = new int[channels * stride];
      for (int t = 0; t < 60; t++) {
        if (t == 40) {
          coders.reset();
          for (Side single : singles) {
            single.y = 0;
          }
        }
        run(coders, singles, input, spikes, stride);
      }
    }
  }

  private void run(
      PairedPopulationCoders coders, Side[] singles, int[] input, int[] spikes, int stride) {
    double[] errors = new double[singles.length];
    for (int k = 0; k < singles.length; k++) {
      boolean edge = random.nextInt(3) == 0;
      errors[k] = edge ? EDGES[random.nextInt(EDGES.length)] : random.nextDouble(-40, 40);
      coders.error(k, errors[k]);
    }
    for (int i = 0; i < spikes.length; i++) {
      spikes[i] = random.nextInt(2);
    }
    coders.encode(input);
    coders.decode(spikes);
    for (int k = 0; k < singles.length; k++) {
      singles[k].run(errors[k], spikes, stride, k);
      for (int c = 0; c < singles[k].values.length; c++) {
        assertEquals(singles[k].values[c], input[c * stride + k], "error " + errors[k]);
      }
      assertEquals(singles[k].y, coders.value(k));
    }
  }

  /** The coders of one individual. */
  private static final class Side {
    final PairedCurrentEncoder encoder;
    final PairedLeakyDecoder decoder;
    final int[] values;
    final int[] own;
    int y;

    Side(SpikingPart part) {
      encoder = (PairedCurrentEncoder) part.encoder();
      decoder = (PairedLeakyDecoder) part.decoder();
      values = new int[encoder.channels()];
      own = new int[decoder.channels()];
    }

    void run(double error, int[] spikes, int stride, int k) {
      encoder.encode(error, values);
      for (int c = 0; c < own.length; c++) {
        own[c] = spikes[c * stride + k];
      }
      y = decoder.advance(y, own);
    }
  }

  private List<SpikingPart> parts(int individuals, int pairs, int shift) {
    List<SpikingPart> parts = new ArrayList<>();
    for (int k = 0; k < individuals; k++) {
      int[] gains = random.ints(pairs, -65535, 65536).toArray();
      gains[0] = k % 3 == 0 ? 65535 : k % 3 == 1 ? -65535 : gains[0];
      int keep = random.nextInt(4) == 0 ? 4095 : random.nextInt(4096);
      // As large as the integrator's 32 bits allow.
      int limit = (int) Math.min(1 << 19, Integer.MAX_VALUE * (4096L - keep) / 4096 / pairs);
      int[] weights = random.ints(pairs, -limit, limit + 1).toArray();
      parts.add(
          part(
              new PairedCurrentEncoder(0.001, shift, gains),
              new PairedLeakyDecoder(keep, 1, weights)));
    }
    return parts;
  }

  private static SpikingPart part(Encoder encoder, Decoder decoder) {
    IntParameter zero = IntParameter.of(0);
    Population p =
        Population.lif("out", decoder.channels(), zero, zero, IntParameter.of(1), zero, zero);
    List<Projection> direct =
        encoder.channels() == decoder.channels()
            ? List.of(Projection.direct("d", "in", "out"))
            : List.of();
    Network network =
        new Network("n", 1, List.of(new Input("in", encoder.channels())), List.of(p), direct);
    return new SpikingPart("part", network, "in", encoder, "out", decoder);
  }

  @Test
  @DisplayName("refuse what does not fit their 32 bits or each other, saying why")
  void refusals() {
    PairedLeakyDecoder decoder = new PairedLeakyDecoder(2048, 1, 5);
    SpikingPart good = part(new PairedCurrentEncoder(0.001, 2, 65535), decoder);
    refused("+-65535, is 65536", part(new PairedCurrentEncoder(0.001, 2, 65536), decoder));
    refused("is -2147483648", part(new PairedCurrentEncoder(0.001, 2, Integer.MIN_VALUE), decoder));
    refused("resolution or shift", good, part(new PairedCurrentEncoder(0.002, 2, 1), decoder));
    refused("resolution or shift", good, part(new PairedCurrentEncoder(0.001, 3, 1), decoder));
    PairedCurrentEncoder two = new PairedCurrentEncoder(0.001, 2, 1, 1);
    refused("size", good, part(two, new PairedLeakyDecoder(2048, 1, 5, 5)));
    refused("no paired decoder", part(good.encoder(), new TernaryCountDecoder(1, 2)));
    Encoder other = new DeltaEncoder(0.001, List.of(1));
    refused("no paired encoder", part(other, decoder));
  }

  @Test
  @DisplayName("refuse a decoder whose integrator could leave 32 bits, and no smaller one")
  void integratorAtTheEdge() {
    Encoder encoder = new PairedCurrentEncoder(0.001, 2, 1);
    int most = Integer.MAX_VALUE / 4096;
    SpikingPart fits = part(encoder, new PairedLeakyDecoder(4095, 1, most));
    PairedPopulationCoders coders = new PairedPopulationCoders(List.of(fits), 16);
    int[] spikes = new int[32];
    spikes[0] = 1;
    int y = 0;
    for (int t = 0; t < 60_000; t++) {
      coders.decode(spikes);
      y = ((PairedLeakyDecoder) fits.decoder()).advance(y, new int[] {1, 0});
      assertEquals(y, coders.value(0));
    }
    assertTrue(y > 2_000_000_000, "the integrator gets near its end: " + y);
    refused("32 bits", part(encoder, new PairedLeakyDecoder(4095, 1, most + 1)));
  }

  @Test
  @DisplayName("refuse half of that for ternary neurons, of which a pair may spike with both signs")
  void ternaryNeuronsCountTwice() {
    IntParameter zero = IntParameter.of(0);
    Population ternary =
        new Population(
            "out",
            2,
            NeuronModel.TERNARY_LIF,
            zero,
            zero,
            IntParameter.of(1),
            IntParameter.of(-1),
            zero,
            zero,
            zero,
            zero,
            0,
            1,
            0,
            zero);
    Network network =
        new Network(
            "n",
            1,
            List.of(new Input("in", 2)),
            List.of(ternary),
            List.of(Projection.direct("d", "in", "out")));
    Encoder encoder = new PairedCurrentEncoder(0.001, 2, 1);
    int most = Integer.MAX_VALUE / 8192;
    PairedLeakyDecoder tooMuch = new PairedLeakyDecoder(4095, 1, most + 1);
    refused("32 bits", new SpikingPart("part", network, "in", encoder, "out", tooMuch));
    PairedLeakyDecoder fits = new PairedLeakyDecoder(4095, 1, most);
    SpikingPart part = new SpikingPart("part", network, "in", encoder, "out", fits);
    assertEquals(0, new PairedPopulationCoders(List.of(part), 16).value(0));
  }

  private static void refused(String why, SpikingPart... parts) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new PairedPopulationCoders(List.of(parts), 16));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }
}
