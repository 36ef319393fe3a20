package dev.gondola.sim;

import dev.gondola.sim.Scenario.Setpoint;
import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpParametersJson;
import dev.gondola.sim.plant.HeightSensorParameters;
import dev.gondola.snn.io.JsonFields;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@link Scenario} from and to JSON. */
final class ScenarioJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final double MAX_HEIGHT_M = 1000;

  private ScenarioJson() {}

  static Scenario read(JsonFields in) {
    String name = in.text("name");
    BlimpParameters plant = plant(in);
    HeightSensorParameters sensor =
        in.has("sensor") ? sensor(in.object("sensor")) : HeightSensorParameters.CENTIMETRES;
    double rate = in.number("control_rate_hz", 0.01, 50);
    double start = in.number("start_height_m", -MAX_HEIGHT_M, MAX_HEIGHT_M);
    double duration = in.number("duration_s", 0.02, Scenario.MAX_DURATION_S);
    List<Setpoint> setpoints = setpoints(in);
    in.refuseOthers();
    try {
      return new Scenario(name, plant, sensor, rate, start, duration, setpoints);
    } catch (IllegalArgumentException e) {
      String[] fieldAndFault = e.getMessage().split(" ", 2);
      in.reject(fieldAndFault[0], fieldAndFault[1]);
      return Scenario.reference();
    }
  }

  private static BlimpParameters plant(JsonFields in) {
    if (!in.has("plant_preset")) {
      return BlimpParametersJson.read(in.object("plant"));
    }
    if (in.has("plant")) {
      in.reject("plant", "must not be given beside plant_preset");
    }
    try {
      return BlimpParameters.preset(in.text("plant_preset"));
    } catch (IllegalArgumentException e) {
      in.reject("plant_preset", e.getMessage());
      return BlimpParameters.jointFit();
    }
  }

  private static HeightSensorParameters sensor(JsonFields in) {
    HeightSensorParameters read =
        new HeightSensorParameters(
            in.number("quantum_m", 0, 1),
            in.number("delay_s", 0, 10),
            in.number("drop_out_probability", 0, 1),
            in.number("noise_std_m", 0, 1));
    in.refuseOthers();
    return read;
  }

  private static List<Setpoint> setpoints(JsonFields in) {
    List<Setpoint> setpoints = new ArrayList<>();
    List<JsonFields> list = in.objects("setpoints");
    if (list.size() > Scenario.MAX_SETPOINTS) {
      in.reject("setpoints", "must be at most " + Scenario.MAX_SETPOINTS);
      return setpoints;
    }
    for (JsonFields fields : list) {
      setpoints.add(
          new Setpoint(
              fields.number("at_s", 0, Scenario.MAX_DURATION_S),
              fields.number("height_m", -MAX_HEIGHT_M, MAX_HEIGHT_M)));
      fields.refuseOthers();
    }
    return setpoints;
  }

  static String write(Scenario scenario) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("name", scenario.name());
    root.set("plant", BlimpParametersJson.toNode(scenario.plant()));
    root.putObject("sensor")
        .put("quantum_m", scenario.sensor().quantumM())
        .put("delay_s", scenario.sensor().delayS())
        .put("drop_out_probability", scenario.sensor().dropOutProbability())
        .put("noise_std_m", scenario.sensor().noiseStdM());
    root.put("control_rate_hz", scenario.controlRateHz());
    root.put("start_height_m", scenario.startHeightM());
    root.put("duration_s", scenario.durationS());
    ArrayNode list = root.putArray("setpoints");
    for (Setpoint setpoint : scenario.setpoints()) {
      list.addObject().put("at_s", setpoint.atS()).put("height_m", setpoint.heightM());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
