package dev.gondola.snn.golden;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.io.JsonFields;
import dev.gondola.snn.io.JsonFiles;
import dev.gondola.snn.io.SynapsesJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads golden vectors of the format {@code loihi-golden/1}. */
final class GoldenFile {
  private static final String FORMAT = "loihi-golden/1";
  private static final int MAX_STEPS = 1_000_000;
  private static final int MAX_CELLS = 1 << 24;
  private static final IntParameter ZERO = IntParameter.of(0);

  private final List<String> faults = new ArrayList<>();
  private final String subject;
  private final JsonFields root;

  private GoldenFile(Path file) {
    subject = file.getFileName().toString();
    root = new JsonFields(JsonFiles.readObject(file), "", faults);
  }

  /**
   * Reads a file.
   *
   * @throws NetworkException naming every fault, or what a case needs that this engine has not
   */
  static GoldenCase read(Path file) {
    return new GoldenFile(file).read();
  }

  private GoldenCase read() {
    root.constant("format", FORMAT);
    int steps = root.integer("steps", 1, MAX_STEPS);
    List<JsonFields> sources = root.objects("inputs");
    List<Input> inputs = sources.stream().map(GoldenFile::input).toList();
    List<Population> populations =
        root.objects("populations").stream().map(GoldenFile::population).toList();
    stop();
    bound(steps, inputs, populations);
    List<int[][]> stimulus = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      stimulus.add(stimulus(sources.get(i), steps, inputs.get(i).size()));
    }
    Sizes sizes = new Sizes(inputs, populations);
    List<Projection> projections =
        root.objects("connections").stream().map(f -> projection(f, sizes)).toList();
    JsonFields expected = root.object("expected");
    int[] recorded = recordedSteps(expected, steps);
    JsonFields traceOf = expected.object("populations");
    List<GoldenCase.Trace> traces =
        populations.stream()
            .map(p -> trace(traceOf.object(p.id()), p, steps, recorded.length))
            .toList();
    String name = root.text("name");
    boolean within = root.bool("withinHardwareRange");
    String sha256 = expected.text("sha256");
    stop();
    Network network = network(name, inputs, populations, projections);
    return new GoldenCase(
        name, within, network, steps, stimulus.toArray(int[][][]::new), traces, recorded, sha256);
  }

  private Network network(
      String name, List<Input> inputs, List<Population> populations, List<Projection> projections) {
    try {
      return new Network(name, 1, inputs, populations, projections);
    } catch (NetworkException e) {
      throw new NetworkException(subject, e.faults());
    }
  }

  private static Input input(JsonFields f) {
    return new Input(f.text("id"), f.integer("size", 1, Network.MAX_NEURONS));
  }

  private static int[][] stimulus(JsonFields f, int steps, int size) {
    return switch (f.text("kind")) {
      case "spikes" -> raster(f, f.matrix("spikes"), steps, size);
      case "values" -> shaped(f, "values", f.matrix("values"), steps, size);
      default -> {
        f.reject("kind", "must be one of spikes, values");
        yield new int[0][];
      }
    };
  }

  /** Refuses what would fill the memory before anything is made that is larger than the file. */
  private void bound(int steps, List<Input> inputs, List<Population> populations) {
    long channels =
        inputs.stream().mapToLong(Input::size).sum()
            + populations.stream().mapToLong(Population::size).sum();
    if (channels * steps > MAX_CELLS) {
      root.reject("steps", "times neurons and channels is above " + MAX_CELLS);
      stop();
    }
  }

  private static int[] recordedSteps(JsonFields expected, int steps) {
    int[] recorded = expected.integers("recordedSteps", 1, steps);
    for (int i = 1; i < recorded.length; i++) {
      if (recorded[i] <= recorded[i - 1]) {
        expected.reject("recordedSteps/" + i, "must be above the one before");
        break;
      }
    }
    return recorded;
  }

  private void stop() {
    if (!faults.isEmpty()) {
      throw new NetworkException(subject, faults);
    }
  }

  private static Population population(JsonFields f) {
    NeuronModel model =
        f.label("model", NeuronModel::ofLabel, NeuronModel.LIF, "the models of loihi-golden/1");
    boolean ternary = model == NeuronModel.TERNARY_LIF;
    return new Population(
        f.text("id"),
        f.integer("size", 1, Network.MAX_NEURONS),
        model,
        f.parameter("du", ZERO),
        f.parameter("dv", ZERO),
        model.spikes() ? f.parameter(ternary ? "vthHi" : "vth", ZERO) : ZERO,
        ternary ? f.parameter("vthLo", ZERO) : ZERO,
        f.parameter("biasMant", ZERO),
        f.parameter("biasExp", ZERO),
        f.parameter("u0", ZERO),
        f.parameter("v0", ZERO),
        f.integer("refractoryPeriod", 0, Integer.MAX_VALUE, 0),
        f.integer("resetInterval", 1, Integer.MAX_VALUE, 1),
        f.integer("resetOffset", Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
        ZERO);
  }

  private record Sizes(List<Input> inputs, List<Population> populations) {
    int of(String id) {
      return inputs.stream()
          .filter(i -> i.id().equals(id))
          .mapToInt(Input::size)
          .findFirst()
          .orElseGet(
              () ->
                  populations.stream()
                      .filter(p -> p.id().equals(id))
                      .mapToInt(Population::size)
                      .findFirst()
                      .orElse(0));
    }
  }

  private static Projection projection(JsonFields f, Sizes sizes) {
    String id = f.text("id");
    String from = f.text("from");
    String to = f.text("to");
    String kind = f.text("kind");
    if (kind.equals("direct")) {
      return Projection.direct(id, from, to);
    }
    Synapses synapses =
        switch (kind) {
          case "dense" -> SynapsesJson.matrix(f, false);
          case "delay-dense" -> SynapsesJson.matrix(f, true);
          case "sparse", "delay-sparse" -> SynapsesJson.list(f, sizes.of(to), sizes.of(from));
          default -> {
            f.reject("kind", "\"" + kind + "\" is not built");
            yield Synapses.dense(new int[0][]);
          }
        };
    return new Projection(
        id,
        from,
        to,
        Port.CURRENT,
        f.label("signMode", SignMode::ofLabel, SignMode.MIXED, "the sign modes of the format"),
        f.integer("numWeightBits", 1, 8),
        f.integer("weightExp", -31, 31),
        f.integer("numMessageBits", 0, 32),
        Optional.of(synapses));
  }

  private static GoldenCase.Trace trace(JsonFields f, Population p, int steps, int recorded) {
    int[][] spikes =
        p.model() == NeuronModel.TERNARY_LIF
            ? signedRaster(f, f.matrices("spikes"), steps, p.size())
            : raster(f, f.matrix("spikes"), steps, p.size());
    return new GoldenCase.Trace(
        spikes,
        shaped(f, "u", f.matrix("u"), recorded, p.size()),
        shaped(f, "v", f.matrix("v"), recorded, p.size()));
  }

  private static int[][] shaped(JsonFields f, String name, int[][] rows, int steps, int size) {
    boolean good = rows.length == steps;
    for (int[] row : rows) {
      good &= row.length == size;
    }
    if (!good) {
      f.reject(name, "must list " + steps + " rows of " + size + " numbers");
    }
    return rows;
  }

  private static int[][] raster(JsonFields f, int[][] indices, int steps, int size) {
    int[][] raster = emptyRaster(f, indices.length, steps, size);
    for (int t = 0; t < raster.length; t++) {
      for (int i : indices[t]) {
        if (i < 0 || i >= size) {
          f.reject("spikes/" + t, "names neuron " + i + " of " + size);
        } else {
          raster[t][i] = 1;
        }
      }
    }
    return raster;
  }

  private static int[][] signedRaster(JsonFields f, List<int[][]> rows, int steps, int size) {
    int[][] raster = emptyRaster(f, rows.size(), steps, size);
    for (int t = 0; t < raster.length; t++) {
      for (int[] spike : rows.get(t)) {
        if (spike.length != 2
            || spike[0] < 0
            || spike[0] >= size
            || (spike[1] != 1 && spike[1] != -1)) {
          f.reject("spikes/" + t, "must list [neuron, 1 or -1]");
        } else {
          raster[t][spike[0]] = spike[1];
        }
      }
    }
    return raster;
  }

  private static int[][] emptyRaster(JsonFields f, int rows, int steps, int size) {
    if (rows != steps) {
      f.reject("spikes", "must list " + steps + " rows, lists " + rows);
      return new int[0][];
    }
    return new int[steps][size];
  }
}
