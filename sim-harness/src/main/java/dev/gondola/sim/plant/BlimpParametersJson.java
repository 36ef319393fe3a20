package dev.gondola.sim.plant;

import dev.gondola.sim.plant.BlimpParameters.Battery;
import dev.gondola.sim.plant.BlimpParameters.Disturbance;
import dev.gondola.sim.plant.BlimpParameters.Drag;
import dev.gondola.sim.plant.BlimpParameters.Room;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import dev.gondola.sim.plant.BlimpParameters.Yaw;
import dev.gondola.snn.io.JsonFields;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@link BlimpParameters} from and to JSON. */
public final class BlimpParametersJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private BlimpParametersJson() {}

  /**
   * Reads parameters from an object. Thrust, drag and buoyancy must be there; left out, disturbance
   * and battery are off, yaw is the Blimp2b's and the room has a floor at 0.
   */
  public static BlimpParameters read(JsonFields in) {
    BlimpParameters read =
        new BlimpParameters(
            thrust(in.object("thrust")),
            drag(in.object("drag")),
            in.number("buoyancy_mps2", -9.81, 9.81),
            in.has("disturbance") ? disturbance(in.object("disturbance")) : Disturbance.NONE,
            in.has("battery") ? battery(in.object("battery")) : Battery.IDEAL,
            in.has("yaw") ? yaw(in.object("yaw")) : Yaw.BLIMP2B,
            in.has("room") ? room(in.object("room")) : Room.FLOOR);
    in.refuseOthers();
    return read;
  }

  private static Thrust thrust(JsonFields in) {
    Thrust read =
        new Thrust(
            in.number("linear_mps2", 0, 1),
            in.number("square_mps2", 0, 0.1),
            in.number("delay_s", 0, 2),
            in.number("lag_s", 0, 5),
            in.number("servo_turn_s", 0, 5));
    in.refuseOthers();
    return read;
  }

  private static Drag drag(JsonFields in) {
    Drag read = new Drag(in.number("quadratic_per_m", 0, 10), in.number("linear_per_s", 0, 10));
    in.refuseOthers();
    return read;
  }

  private static Disturbance disturbance(JsonFields in) {
    Disturbance read =
        new Disturbance(in.number("std_mps2", 0, 1), in.number("correlation_s", 0.02, 1000));
    in.refuseOthers();
    return read;
  }

  private static Battery battery(JsonFields in) {
    Battery read =
        new Battery(in.number("sag_at_full_load", 0, 0.9), in.number("discharge_per_s", 0, 0.1));
    in.refuseOthers();
    return read;
  }

  private static Yaw yaw(JsonFields in) {
    Yaw read =
        new Yaw(
            in.number("inertia_kgm2", 1e-6, 1000),
            in.number("damping_nms", 0, 1000),
            in.number("torque_left_nm", 0, 1000),
            in.number("torque_right_nm", 0, 1000));
    in.refuseOthers();
    return read;
  }

  private static Room room(JsonFields in) {
    double floor = in.has("floor_m") ? in.number("floor_m", -1000, 1000) : -Double.MAX_VALUE;
    double ceiling = in.has("ceiling_m") ? in.number("ceiling_m", -1000, 1000) : Double.MAX_VALUE;
    in.refuseOthers();
    if (floor >= ceiling) {
      in.reject("ceiling_m", "must be above floor_m, " + floor);
      return Room.FLOOR;
    }
    return new Room(
        in.has("floor_m") ? floor : Double.NEGATIVE_INFINITY,
        in.has("ceiling_m") ? ceiling : Double.POSITIVE_INFINITY);
  }

  static String write(BlimpParameters p) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(toNode(p));
  }

  /** Returns the parameters as a JSON object, every field written out. */
  public static ObjectNode toNode(BlimpParameters p) {
    ObjectNode root = MAPPER.createObjectNode();
    root.putObject("thrust")
        .put("linear_mps2", p.thrust().linearMps2())
        .put("square_mps2", p.thrust().squareMps2())
        .put("delay_s", p.thrust().delayS())
        .put("lag_s", p.thrust().lagS())
        .put("servo_turn_s", p.thrust().servoTurnS());
    root.putObject("drag")
        .put("quadratic_per_m", p.drag().quadraticPerM())
        .put("linear_per_s", p.drag().linearPerS());
    root.put("buoyancy_mps2", p.buoyancyMps2());
    root.putObject("disturbance")
        .put("std_mps2", p.disturbance().stdMps2())
        .put("correlation_s", p.disturbance().correlationS());
    root.putObject("battery")
        .put("sag_at_full_load", p.battery().sagAtFullLoad())
        .put("discharge_per_s", p.battery().dischargePerS());
    root.putObject("yaw")
        .put("inertia_kgm2", p.yaw().inertiaKgM2())
        .put("damping_nms", p.yaw().dampingNmS())
        .put("torque_left_nm", p.yaw().torqueLeftNm())
        .put("torque_right_nm", p.yaw().torqueRightNm());
    ObjectNode room = root.putObject("room");
    putFinite(room, "floor_m", p.room().floorM());
    putFinite(room, "ceiling_m", p.room().ceilingM());
    return root;
  }

  private static void putFinite(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    }
  }
}
