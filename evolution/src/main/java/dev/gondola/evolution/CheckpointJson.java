package dev.gondola.evolution;

import dev.gondola.evolution.search.CmaState;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.io.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checkpoints as JSON, {@code "format": "gondola-evolution/1"}, described by the schema {@code
 * evolution.schema.json} beside this class. Numbers are written so that they read back bit for bit.
 */
final class CheckpointJson {
  static final String FORMAT = "gondola-evolution/1";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final double MAX = Double.MAX_VALUE;

  private CheckpointJson() {}

  static ObjectNode write(Checkpoint c) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    EvolutionConfig config = c.config();
    root.putObject("config")
        .put("seed", config.seed())
        .put("pairs", config.pairs())
        .put("stepsPerTickPd", config.stepsPerTickPd())
        .put("stepsPerTickI", config.stepsPerTickI())
        .put("population", config.population())
        .put("fitGenerations", config.fitGenerations())
        .put("tuneGenerations", config.tuneGenerations())
        .put("integralFitGenerations", config.integralFitGenerations())
        .put("integralGenerations", config.integralGenerations());
    root.put("stage", c.stage().label());
    CmaState s = c.search();
    ObjectNode search = root.putObject("search");
    search.put("generation", s.generation).put("sigma", s.sigma);
    put(search, "mean", s.mean);
    put(search, "stepPath", s.stepPath);
    put(search, "rankOnePath", s.rankOnePath);
    put(search, "variance", s.variance);
    put(root, "best", c.best());
    root.put("bestValidation", c.bestValidation());
    ArrayNode finished = root.putArray("finished");
    c.finished().forEach(genes -> Arrays.stream(genes).forEach(finished.addArray()::add));
    return root;
  }

  private static void put(ObjectNode node, String name, double[] values) {
    ArrayNode list = node.putArray(name);
    Arrays.stream(values).forEach(list::add);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws NetworkException naming every fault, each with its path
   */
  static Checkpoint read(String subject, JsonNode json) {
    List<String> faults = new ArrayList<>();
    JsonFields root = new JsonFields(json, "", faults);
    if (!root.text("format").equals(FORMAT)) {
      root.reject("format", "must be \"" + FORMAT + "\"");
    }
    EvolutionConfig config = config(root.object("config"));
    Stage stage =
        root.label("stage", CheckpointJson::stage, Stage.FIT, "fit, tune, integral-fit, integral");
    JsonFields s = root.object("search");
    CmaState search =
        new CmaState(
            (long) s.number("generation", 0, EvolutionConfig.MAX),
            s.number("sigma", 0, MAX),
            s.numbers("mean"),
            s.numbers("stepPath"),
            s.numbers("rankOnePath"),
            s.numbers("variance"),
            new double[0][]);
    s.refuseOthers();
    double[] best = root.numbers("best");
    double bestValidation = root.number("bestValidation", -MAX, MAX);
    List<double[]> finished = root.numberLists("finished");
    root.refuseOthers();
    if (faults.isEmpty() && finished.size() != stage.position()) {
      root.reject("finished", "must list one genome for each stage before \"stage\"");
    }
    if (!faults.isEmpty()) {
      throw new NetworkException(subject, faults);
    }
    return new Checkpoint(config, stage, search, best, bestValidation, finished);
  }

  private static EvolutionConfig config(JsonFields f) {
    EvolutionConfig d = EvolutionConfig.SHIPPED;
    try {
      EvolutionConfig config =
          new EvolutionConfig(
              f.longInteger("seed"),
              f.integer("pairs", 1, EvolutionConfig.MAX),
              f.integer("stepsPerTickPd", 1, EvolutionConfig.MAX),
              f.integer("stepsPerTickI", 1, EvolutionConfig.MAX),
              f.integer("population", 1, EvolutionConfig.MAX),
              f.integer("fitGenerations", 1, EvolutionConfig.MAX),
              f.integer("tuneGenerations", 1, EvolutionConfig.MAX),
              f.integer("integralFitGenerations", 1, EvolutionConfig.MAX),
              f.integer("integralGenerations", 1, EvolutionConfig.MAX));
      f.refuseOthers();
      return config;
    } catch (IllegalArgumentException e) {
      f.reject("pairs", e.getMessage());
      return d;
    }
  }

  private static Optional<Stage> stage(String label) {
    return Arrays.stream(Stage.values()).filter(s -> s.label().equals(label)).findFirst();
  }
}
