package dev.gondola.snn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random networks within the chip's range, and stimuli for them; the same for the same seed. */
public final class RandomNetworks {
  private static final IntParameter ZERO = IntParameter.of(0);

  private final RandomGenerator random;

  public RandomNetworks(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A network of any models, sign modes, delays and exponents. */
  public Network network() {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      inputs.add(new Input("in" + i, 1 + random.nextInt(6)));
    }
    List<Population> populations = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      populations.add(population("p" + i));
    }
    List<Projection> projections = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(7); i++) {
      projections.add(projection("c" + i, inputs, populations));
    }
    String name = "random \"\u00e9\" " + random.nextInt(1000);
    return new Network(name, 1 + random.nextInt(9), inputs, populations, projections);
  }

  /** The same network with its populations and projections in another order. */
  public static Network shuffled(Network n, long seed) {
    List<Population> populations = new ArrayList<>(n.populations());
    List<Projection> projections = new ArrayList<>(n.projections());
    Collections.shuffle(populations, new Random(seed));
    Collections.shuffle(projections, new Random(seed + 1));
    return new Network(n.name(), n.stepsPerTick(), n.inputs(), populations, projections);
  }

  /** Values {@code [step][input][channel]}: spikes, small or any 16-bit numbers. */
  public int[][][] stimulus(Network network, int steps) {
    int[][][] stimulus = new int[steps][network.inputs().size()][];
    for (int i = 0; i < network.inputs().size(); i++) {
      int kind = random.nextInt(3);
      for (int[][] step : stimulus) {
        step[i] = new int[network.inputs().get(i).size()];
        for (int k = 0; k < step[i].length; k++) {
          step[i][k] = random.nextInt(3) == 0 ? value(kind) : 0;
        }
      }
    }
    return stimulus;
  }

  private int value(int kind) {
    return switch (kind) {
      case 0 -> 1;
      case 1 -> random.nextInt(-300, 301);
      default -> anyOf(-32768, 32767);
    };
  }

  private Population population(String id) {
    int size = 1 + random.nextInt(7);
    NeuronModel model = oneOf(NeuronModel.values());
    boolean reset = model == NeuronModel.LIF_RESET;
    IntParameter vth = random.nextBoolean() ? parameter(size, 0, 400) : parameter(size, 0, 131071);
    return new Population(
        id,
        size,
        model,
        parameter(size, 0, 4095),
        parameter(size, 0, 4095),
        model == NeuronModel.LEAKY_INTEGRATOR ? ZERO : vth,
        model == NeuronModel.TERNARY_LIF ? parameter(size, -400, 0) : ZERO,
        random.nextBoolean() ? ZERO : parameter(size, -4096, 4095),
        parameter(size, 0, 7),
        random.nextBoolean() ? ZERO : parameter(size, -(1 << 23) + 1, 1 << 23),
        random.nextBoolean() ? ZERO : parameter(size, -(1 << 23) + 1, (1 << 23) - 1),
        model == NeuronModel.LIF_REFRACTORY ? random.nextInt(6) : 0,
        reset ? 1 + random.nextInt(12) : 1,
        reset ? random.nextInt(-20, 20) : 0,
        model == NeuronModel.IWTA_LIF ? parameter(size, 0, 4095) : ZERO);
  }

  private IntParameter parameter(int size, int low, int high) {
    if (random.nextBoolean()) {
      return IntParameter.of(anyOf(low, high));
    }
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = anyOf(low, high);
    }
    return IntParameter.perNeuron(values);
  }

  private <T> T oneOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Ends of the range more often than a uniform draw would give them. */
  private int anyOf(int low, int high) {
    return switch (random.nextInt(8)) {
      case 0 -> low;
      case 1 -> high;
      default -> random.nextInt(low, high + 1);
    };
  }

  private Projection projection(String id, List<Input> inputs, List<Population> populations) {
    Population to = populations.get(random.nextInt(populations.size()));
    int group = random.nextInt(inputs.size() + populations.size());
    boolean input = group < inputs.size();
    String from = input ? inputs.get(group).id() : populations.get(group - inputs.size()).id();
    int sources = input ? inputs.get(group).size() : populations.get(group - inputs.size()).size();
    if (input && sources == to.size() && random.nextBoolean()) {
      return Projection.direct(id, from, to.id());
    }
    Port port =
        to.model() == NeuronModel.IWTA_LIF && random.nextBoolean() ? Port.THRESHOLD : Port.CURRENT;
    return new Projection(
        id,
        from,
        to.id(),
        port,
        oneOf(SignMode.values()),
        random.nextBoolean() ? 8 : 1 + random.nextInt(8),
        random.nextBoolean() ? random.nextInt(4) : random.nextInt(-8, 8),
        random.nextInt(4) == 0 ? 16 : 0,
        Optional.of(
            random.nextInt(4) == 0
                ? convolution(sources, to.size())
                : synapses(sources, to.size())));
  }

  /** A convolution between as many neurons, or a list where a few tries find none. */
  private Synapses convolution(int sources, int targets) {
    for (int tries = 0; tries < 20; tries++) {
      int height = 1 + random.nextInt(sources);
      int width = 1 + random.nextInt(sources);
      if (sources % (height * width) != 0) {
        continue;
      }
      int channels = sources / (height * width);
      int groups = 1 + random.nextInt(channels);
      int outputs = 1 + random.nextInt(targets);
      if (channels % groups != 0 || outputs % groups != 0) {
        continue;
      }
      int[][][][] kernel =
          new int[outputs][channels / groups][1 + random.nextInt(3)][1 + random.nextInt(3)];
      fill(kernel);
      Convolution.Axis y = axis();
      Convolution.Axis x = axis();
      if (outputs(height, kernel[0][0].length, y) * outputs(width, kernel[0][0][0].length, x)
          == targets / (double) outputs) {
        MapShape input = new MapShape(channels, height, width);
        return Synapses.convolution(new Convolution(input, kernel, y, x, groups));
      }
    }
    return synapses(sources, targets);
  }

  private static int outputs(int inputs, int taps, Convolution.Axis axis) {
    int room = inputs + 2 * axis.padding() - axis.dilation() * (taps - 1) - 1;
    return room < 0 ? 0 : room / axis.stride() + 1;
  }

  private Convolution.Axis axis() {
    return new Convolution.Axis(1 + random.nextInt(3), random.nextInt(3), 1 + random.nextInt(2));
  }

  private void fill(int[][][][] kernel) {
    for (int[][][] filter : kernel) {
      for (int[][] plane : filter) {
        for (int[] row : plane) {
          for (int k = 0; k < row.length; k++) {
            row[k] = anyOf(-300, 300);
          }
        }
      }
    }
  }

  private Synapses synapses(int sources, int targets) {
    int longest = random.nextBoolean() ? 0 : random.nextInt(64);
    boolean full = random.nextBoolean();
    List<int[]> list = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < targets; j++) {
        if (full || random.nextInt(3) == 0) {
          list.add(new int[] {j, i, anyOf(-300, 300), random.nextInt(longest + 1)});
        }
      }
    }
    return Synapses.of(sources, targets, list.toArray(int[][]::new));
  }
}
