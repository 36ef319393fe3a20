package dev.gondola.snn.engine;

import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.control.SpikingPart;
import java.util.Arrays;
import java.util.List;

/**
 * The paired encoders and decoders of individuals in lock step, beside a {@link PopulationEngine}
 * and in its layout. Allocates nothing after it is made.
 */
public final class PairedPopulationCoders {
  /** Largest gain whose products fit 32 bits. */
  private static final int MAX_GAIN = 65535;

  private final PairedLoops loops = Engines.pairedLoops();
  private final double resolution;
  private final int shift;
  private final int[] gain;
  private final int[] weight;
  private final int[] keep;
  private final double[] errors;
  private final int[] counts;
  private final int[] y;

  /**
   * Makes the coders.
   *
   * @param individuals parts with paired coders of one size, resolution and shift, gains within
   *     +-65535, and decoders whose integrator cannot leave 32 bits
   * @param stride the engine's stride
   * @throws IllegalArgumentException if one has other coders or a larger gain or integrator
   */
  public PairedPopulationCoders(List<SpikingPart> individuals, int stride) {
    PairedCurrentEncoder first = encoder(individuals.getFirst());
    resolution = first.resolution();
    shift = first.shift();
    gain = new int[first.channels() * stride];
    weight = new int[decoder(individuals.getFirst()).channels() * stride];
    keep = new int[stride];
    errors = new double[stride];
    counts = new int[stride];
    y = new int[stride];
    for (int k = 0; k < individuals.size(); k++) {
      PairedCurrentEncoder encoder = encoder(individuals.get(k));
      PairedLeakyDecoder decoder = decoder(individuals.get(k));
      check(encoder, decoder, isTernary(individuals.get(k)) ? 2 : 1);
      keep[k] = decoder.keep();
      spread(encoder.gains(), gain, stride, k);
      spread(decoder.weights(), weight, stride, k);
    }
  }

  private static PairedCurrentEncoder encoder(SpikingPart part) {
    if (part.encoder() instanceof PairedCurrentEncoder e) {
      return e;
    }
    throw new IllegalArgumentException("part \"" + part.name() + "\" has no paired encoder");
  }

  private static PairedLeakyDecoder decoder(SpikingPart part) {
    if (part.decoder() instanceof PairedLeakyDecoder d) {
      return d;
    }
    throw new IllegalArgumentException("part \"" + part.name() + "\" has no paired decoder");
  }

  private static boolean isTernary(SpikingPart part) {
    int output = part.network().populationIndex(part.output());
    return part.network().populations().get(output).model() == NeuronModel.TERNARY_LIF;
  }

  /** Checks what the loops take for granted; {@code most} is the largest difference in a pair. */
  private void check(PairedCurrentEncoder encoder, PairedLeakyDecoder decoder, int most) {
    if (encoder.resolution() != resolution || encoder.shift() != shift) {
      throw new IllegalArgumentException("individuals differ in the encoder's resolution or shift");
    }
    long sum = 0;
    for (int g : encoder.gains()) {
      if (Math.abs((long) g) > MAX_GAIN) {
        throw new IllegalArgumentException("gains must be within +-" + MAX_GAIN + ", is " + g);
      }
    }
    for (int w : decoder.weights()) {
      sum += most * Math.abs((long) w);
    }
    // The sum of the geometric series, with a kept part that rounds toward zero.
    if (sum * 4096 / (4096 - decoder.keep()) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the decoder's integrator could leave 32 bits");
    }
  }

  private static void spread(int[] pairs, int[] flat, int stride, int k) {
    if (flat.length != 2 * pairs.length * stride) {
      throw new IllegalArgumentException("individuals differ in the size of their coders");
    }
    for (int p = 0; p < pairs.length; p++) {
      flat[2 * p * stride + k] = pairs[p];
      flat[(2 * p + 1) * stride + k] = -pairs[p];
    }
  }

  /** Sets the error of an individual; NaN counts as 0. */
  public void error(int individual, double error) {
    errors[individual] = error;
  }

  /** Encodes the errors of all individuals into an input of the engine. */
  public void encode(int[] input) {
    count(errors, resolution, counts);
    loops.encode(gain, counts, shift, input);
  }

  private static void count(double[] errors, double resolution, int[] counts) {
    for (int k = 0; k < counts.length; k++) {
      double limited = Math.max(-32767, Math.min(32767, errors[k] / resolution));
      counts[k] = (int) Math.rint(limited);
    }
  }

  /** Advances all integrators by the spikes of a population of the engine. */
  public void decode(int[] spikes) {
    loops.decode(weight, spikes, keep, y);
  }

  /** Returns the integrator of an individual, in counts. */
  public int value(int individual) {
    return y[individual];
  }

  /** Returns to the state before the first step. */
  public void reset() {
    Arrays.fill(y, 0);
    Arrays.fill(errors, 0);
  }
}
