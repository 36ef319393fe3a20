package dev.gondola.sim.plant;

import dev.gondola.sim.plant.BlimpParameters.Drag;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@link Identification} found.
 *
 * @param thrust thruster parameters that all flights share
 * @param drag drag that all flights share
 * @param cost mean soft-L1 cost of the joint fit
 * @param options settings of the run
 * @param flights one entry for each flight, in the order given
 */
public record IdentificationReport(
    Thrust thrust,
    Drag drag,
    double cost,
    Identification.Options options,
    List<FlightFit> flights) {

  /** Copies the list. */
  public IdentificationReport {
    flights = List.copyOf(flights);
  }

  /**
   * How well one flight is predicted.
   *
   * @param name file name
   * @param rows rows in the file
   * @param windows 5-s windows compared
   * @param buoyancyMps2 the flight's own buoyancy in the joint fit, m/s2
   * @param fitted errors with this flight among those fitted
   * @param leftOut errors with thrust and drag fitted to the other flights only, and the buoyancy,
   *     which is the ballast of that day, to this one; empty if there is no other flight
   * @param staysPut5sM error of predicting that the height stays as it is for 5 s, root mean
   *     square, m
   */
  public record FlightFit(
      String name,
      int rows,
      int windows,
      double buoyancyMps2,
      Errors fitted,
      Optional<Errors> leftOut,
      double staysPut5sM) {}

  /**
   * Root-mean-square errors, m.
   *
   * @param ahead5sM height 5 s ahead, simulated from a start every 0.5 s
   * @param ahead1sM height 1 s ahead, from the same starts
   * @param wholeFlightM height over the longest stretch in the air, simulated from its beginning
   *     without ever looking again: the drift of a double integrator
   */
  public record Errors(double ahead5sM, double ahead1sM, double wholeFlightM) {}

  /**
   * Returns a blimp for {@link BlimpPlant}: thrust and drag of the joint fit, the buoyancy of one
   * flight, the rest as in {@link BlimpParameters#jointFit}.
   *
   * @param flight index into {@link #flights}
   */
  public BlimpParameters blimp(int flight) {
    return BlimpParameters.jointFit()
        .withThrust(thrust)
        .withDrag(drag)
        .withBuoyancy(flights.get(flight).buoyancyMps2());
  }

  /** Returns the report as JSON text of the schema {@code identification-report.schema.json}. */
  public String toJson() {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode root = mapper.createObjectNode();
    ObjectNode parameters = BlimpParametersJson.toNode(blimp(0));
    root.set("thrust", parameters.get("thrust"));
    root.set("drag", parameters.get("drag"));
    root.put("cost", cost);
    root.putObject("options")
        .put("seed", options.seed())
        .put("starts", options.starts())
        .put("evaluations", options.evaluations());
    ArrayNode list = root.putArray("flights");
    for (FlightFit flight : flights) {
      ObjectNode node = list.addObject();
      node.put("name", flight.name())
          .put("rows", flight.rows())
          .put("windows", flight.windows())
          .put("buoyancy_mps2", flight.buoyancyMps2());
      put(node.putObject("fitted"), flight.fitted());
      flight.leftOut().ifPresent(errors -> put(node.putObject("left_out"), errors));
      node.put("stays_put_5s_m", flight.staysPut5sM());
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void put(ObjectNode node, Errors errors) {
    node.put("rmse_5s_m", errors.ahead5sM())
        .put("rmse_1s_m", errors.ahead1sM())
        .put("rmse_whole_flight_m", errors.wholeFlightM());
  }

  /** Returns the report as a text table; errors in cm. */
  public String toTable() {
    StringBuilder text = new StringBuilder();
    text.append(
        "a1 %.4f m/s2 per unit, a2 %.5f m/s2 per unit^2, tau %.2f s, Ts %.2f s, d %.2f s, c %.2f 1/m, c1 %.2f 1/s%n"
            .formatted(
                thrust.linearMps2(),
                thrust.squareMps2(),
                thrust.lagS(),
                thrust.servoTurnS(),
                thrust.delayS(),
                drag.quadraticPerM(),
                drag.linearPerS()));
    int width = flights.stream().mapToInt(flight -> flight.name().length()).max().orElse(0);
    String name = "%-" + Math.max(width, "flight".length()) + "s";
    text.append(
        (name
                + "    b m/s2 | fitted: 5 s   1 s  whole | left out: 5 s   1 s  whole | stays, 5 s   (RMSE, cm)%n")
            .formatted("flight"));
    for (FlightFit flight : flights) {
      text.append(
          (name + " %9.4f | %s |   %s | %10s%n")
              .formatted(
                  flight.name(),
                  flight.buoyancyMps2(),
                  shown(flight.fitted()),
                  flight
                      .leftOut()
                      .map(IdentificationReport::shown)
                      .orElse("          -     -      -"),
                  "%.1f".formatted(100 * flight.staysPut5sM())));
    }
    return text.toString();
  }

  private static String shown(Errors errors) {
    return "%11.1f %5.1f %6.1f"
        .formatted(100 * errors.ahead5sM(), 100 * errors.ahead1sM(), 100 * errors.wholeFlightM());
  }
}
