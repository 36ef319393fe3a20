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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads golden vectors of the format {@code loihi-golden/1}. */
final class GoldenFile {
  private static final String FORMAT = "loihi-golden/1";
  private static final int MAX_STEPS = 1_000_000;
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
    if (!root.text("format").equals(FORMAT)) {
      root.reject("format", "must be \"" + FORMAT + "\"");
    }
    int steps = root.integer("steps", 1, MAX_STEPS);
    List<Input> inputs = new ArrayList<>();
    List<int[][]> stimulus = new ArrayList<>();
    for (JsonFields f : root.objects("inputs")) {
      Input input = new Input(f.text("id"), f.integer("size", 1, Network.MAX_NEURONS));
      inputs.add(input);
      boolean spikes = f.text("kind").equals("spikes");
      stimulus.add(
          spikes
              ? raster(f, f.matrix("spikes"), steps, input.size())
              : shaped(f, "values", f.matrix("values"), steps, input.size()));
    }
    List<Population> populations =
        root.objects("populations").stream().map(GoldenFile::population).toList();
    List<JsonFields> connections = root.objects("connections");
    stop();
    Sizes sizes = new Sizes(inputs, populations);
    List<Projection> projections = connections.stream().map(f -> projection(f, sizes)).toList();
    JsonFields expected = root.object("expected");
    int[] recorded = expected.integers("recordedSteps");
    List<GoldenCase.Trace> traces =
        populations.stream()
            .map(p -> trace(expected.object("populations").object(p.id()), p, steps, recorded))
            .toList();
    String name = root.text("name");
    boolean within = root.required("withinHardwareRange").booleanValue();
    String sha256 = expected.text("sha256");
    stop();
    Network network = new Network(name, 1, inputs, populations, projections);
    return new GoldenCase(
        name, within, network, steps, stimulus.toArray(int[][][]::new), traces, recorded, sha256);
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
        f.parameter(ternary ? "vthHi" : "vth", ZERO),
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
          case "dense" -> Synapses.dense(f.matrix("weights"));
          case "delay-dense" -> Synapses.dense(f.matrix("weights"), f.matrix("delays"));
          case "sparse", "delay-sparse" ->
              Synapses.of(sizes.of(from), sizes.of(to), f.matrix("synapses"));
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

  private GoldenCase.Trace trace(JsonFields f, Population p, int steps, int[] recorded) {
    int[][] spikes =
        p.model() == NeuronModel.TERNARY_LIF
            ? signedRaster(f, steps, p.size())
            : raster(f, f.matrix("spikes"), steps, p.size());
    return new GoldenCase.Trace(
        spikes,
        shaped(f, "u", f.matrix("u"), recorded.length, p.size()),
        shaped(f, "v", f.matrix("v"), recorded.length, p.size()));
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
    int[][] raster = new int[steps][size];
    for (int t = 0; t < indices.length && t < steps; t++) {
      for (int i : indices[t]) {
        if (i < 0 || i >= size) {
          f.reject("spikes/" + t, "names neuron " + i + " of " + size);
        } else {
          raster[t][i] = 1;
        }
      }
    }
    if (indices.length != steps) {
      f.reject("spikes", "must list " + steps + " rows");
    }
    return raster;
  }

  private static int[][] signedRaster(JsonFields f, int steps, int size) {
    int[][] raster = new int[steps][size];
    List<int[][]> rows = f.matrices("spikes");
    for (int t = 0; t < rows.size() && t < steps; t++) {
      for (int[] spike : rows.get(t)) {
        if (spike.length != 2 || spike[0] < 0 || spike[0] >= size) {
          f.reject("spikes/" + t, "must list [neuron, sign] pairs");
        } else {
          raster[t][spike[0]] = spike[1];
        }
      }
    }
    return raster;
  }
}
