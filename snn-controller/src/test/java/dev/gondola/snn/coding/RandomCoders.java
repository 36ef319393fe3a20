package dev.gondola.snn.coding;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random encoders and decoders for as many channels as asked for, of every kind that can. */
public final class RandomCoders {
  private final RandomGenerator random;

  public RandomCoders(RandomGenerator random) {
    this.random = random;
  }

  public Encoder encoder(int channels) {
    boolean even = channels % 2 == 0;
    return switch (even ? random.nextInt(5) : 3 + random.nextInt(2)) {
      case 0 ->
          new PairedCurrentEncoder(
              resolution(), random.nextInt(8), random.ints(channels / 2, -999, 999).toArray());
      case 1 -> new DeltaEncoder(resolution(), list(channels / 2, 1, 300));
      case 2 -> new LatencyEncoder(resolution(), 20, list(channels / 2, 20, 3000));
      case 3 -> events(channels);
      default -> population(channels);
    };
  }

  private double resolution() {
    return random.nextDouble(1e-4, 0.1);
  }

  private Encoder population(int channels) {
    int width = 1 + random.nextInt(500);
    List<Integer> centers =
        IntStream.range(0, channels).mapToObj(i -> (2 * i - channels) * width / 2).toList();
    PopulationEncoder.Curve[] curves = PopulationEncoder.Curve.values();
    PopulationEncoder.Curve curve = curves[random.nextInt(curves.length)];
    return new PopulationEncoder(resolution(), curve, 1 + random.nextInt(2000), width, centers);
  }

  private Encoder events(int channels) {
    int polarities = channels % 2 == 0 ? 1 + random.nextInt(2) : 1;
    int cell = 1 + random.nextInt(4);
    int width = channels / polarities * cell - random.nextInt(cell);
    return new EventStreamEncoder(width, cell, cell, polarities, 1 + random.nextInt(5));
  }

  public Decoder decoder(int channels) {
    double unit = random.nextDouble(1e-6, 1);
    Decoder.WhenSilent[] choices = Decoder.WhenSilent.values();
    Decoder.WhenSilent silent = choices[random.nextInt(choices.length)];
    return switch (random.nextInt(channels % 2, 4)) {
      case 0 ->
          new PairedLeakyDecoder(
              random.nextInt(4096), unit, random.ints(channels / 2, -999, 999).toArray());
      case 1 -> new FirstSpikeDecoder(unit, list(channels, -5000, 5000), silent);
      case 2 -> new TernaryCountDecoder(unit, channels);
      default -> new PopulationVectorDecoder(unit, list(channels, -5000, 5000), silent);
    };
  }

  private List<Integer> list(int length, int low, int high) {
    return random.ints(length, low, high).boxed().toList();
  }
}
