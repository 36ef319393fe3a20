package dev.gondola.ground.snn.diff;

import dev.gondola.ground.snn.diff.Change.Status;
import dev.gondola.snn.Network;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.NetworkJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What differs between two networks or two controllers. Inputs, populations and projections are
 * matched by their ids; their order does not count, nor whether equal numbers are written once or
 * for each neuron.
 */
public final class StructuralDifference {
  private static final Set<String> SYNAPSE_FIELDS = Set.of("size", "synapses", "weights", "delays");

  private final List<Change> changes = new ArrayList<>();

  private StructuralDifference() {}

  /** Returns the changes from network A to network B, none if they are equal. */
  public static List<Change> of(Network a, Network b) {
    StructuralDifference difference = new StructuralDifference();
    difference.networks("", a, b);
    return difference.changes;
  }

  /** Returns the changes from controller A to controller B, none if they are equal. */
  public static List<Change> of(ControllerSpec a, ControllerSpec b) {
    StructuralDifference difference = new StructuralDifference();
    difference.controllers(a, b);
    return difference.changes;
  }

  private void controllers(ControllerSpec a, ControllerSpec b) {
    JsonNode jsonA = ControllerJson.write(a);
    JsonNode jsonB = ControllerJson.write(b);
    fields("", "controller", "", jsonA, jsonB, Set.of("parts"));
    Map<String, JsonNode> partsA = byId(jsonA.path("parts"), "name");
    Map<String, JsonNode> partsB = byId(jsonB.path("parts"), "name");
    Map<String, Network> networksA = networks(a);
    Map<String, Network> networksB = networks(b);
    both("", "part", partsA, partsB)
        .forEach(
            part -> {
              JsonNode pa = partsA.get(part);
              JsonNode pb = partsB.get(part);
              fields(part, "part", "", pa, pb, Set.of("network", "encoder", "decoder"));
              fields(part, "encoder", "", pa.path("encoder"), pb.path("encoder"), Set.of());
              fields(part, "decoder", "", pa.path("decoder"), pb.path("decoder"), Set.of());
              networks(part, networksA.get(part), networksB.get(part));
            });
  }

  private static Map<String, Network> networks(ControllerSpec spec) {
    Map<String, Network> networks = new HashMap<>();
    if (spec instanceof ControllerSpec.Spiking spiking) {
      for (SpikingPart part : spiking.parts()) {
        networks.put(unique(networks, part.name()), part.network());
      }
    }
    return networks;
  }

  private void networks(String part, Network a, Network b) {
    JsonNode jsonA = NetworkJson.write(a);
    JsonNode jsonB = NetworkJson.write(b);
    fields(part, "network", "", jsonA, jsonB, Set.of("inputs", "populations", "projections"));
    groups(part, "input", jsonA.path("inputs"), jsonB.path("inputs"));
    groups(part, "population", jsonA.path("populations"), jsonB.path("populations"));
    Map<String, Projection> projectionsA = projections(a);
    Map<String, Projection> projectionsB = projections(b);
    Map<String, JsonNode> nodesA = byId(jsonA.path("projections"), "id");
    Map<String, JsonNode> nodesB = byId(jsonB.path("projections"), "id");
    both(part, "projection", nodesA, nodesB)
        .forEach(
            id ->
                projection(
                    part,
                    id,
                    projectionsA.get(id),
                    projectionsB.get(id),
                    JsonDifference.of(nodesA.get(id), nodesB.get(id), SYNAPSE_FIELDS)));
  }

  private void groups(String part, String kind, JsonNode a, JsonNode b) {
    Map<String, JsonNode> nodesA = byId(a, "id");
    Map<String, JsonNode> nodesB = byId(b, "id");
    both(part, kind, nodesA, nodesB)
        .forEach(id -> fields(part, kind, id, nodesA.get(id), nodesB.get(id), Set.of()));
  }

  private void projection(
      String part, String id, Projection a, Projection b, List<FieldDifference> fields) {
    Optional<WeightDifference> weights =
        a.isDirect() || b.isDirect() || (isConvolution(a) && isConvolution(b))
            ? Optional.empty()
            : Optional.of(
                    WeightDifference.of(a.synapses().orElseThrow(), b.synapses().orElseThrow()))
                .filter(WeightDifference::any);
    if (!fields.isEmpty() || weights.isPresent()) {
      changes.add(new Change(part, "projection", id, Status.CHANGED, fields, weights));
    }
  }

  /** A convolution's kernel is among its fields; its synapses tell nothing more. */
  private static boolean isConvolution(Projection projection) {
    return projection.synapses().flatMap(Synapses::convolution).isPresent();
  }

  private void fields(
      String part, String kind, String id, JsonNode a, JsonNode b, Set<String> except) {
    List<FieldDifference> fields = JsonDifference.of(a, b, except);
    if (!fields.isEmpty()) {
      changes.add(new Change(part, kind, id, Status.CHANGED, fields, Optional.empty()));
    }
  }

  /** Notes what only one side has, and returns the ids of what both have. */
  private List<String> both(
      String part, String kind, Map<String, JsonNode> a, Map<String, JsonNode> b) {
    a.keySet().stream()
        .filter(id -> !b.containsKey(id))
        .forEach(id -> changes.add(Change.only(Status.ONLY_A, part, kind, id)));
    b.keySet().stream()
        .filter(id -> !a.containsKey(id))
        .forEach(id -> changes.add(Change.only(Status.ONLY_B, part, kind, id)));
    return a.keySet().stream().filter(b::containsKey).toList();
  }

  private static Map<String, JsonNode> byId(JsonNode list, String name) {
    Map<String, JsonNode> map = new LinkedHashMap<>();
    list.valueStream().forEach(node -> map.put(unique(map, node.path(name).asString()), node));
    return map;
  }

  private static Map<String, Projection> projections(Network network) {
    Map<String, Projection> map = new HashMap<>();
    network.projections().forEach(p -> map.put(unique(map, p.id()), p));
    return map;
  }

  /** Ids of projections and parts may repeat: the second of an id gets a number. */
  private static String unique(Map<String, ?> taken, String id) {
    String key = id;
    for (int k = 2; taken.containsKey(key); k++) {
      key = id + " (" + k + ")";
    }
    return key;
  }
}
