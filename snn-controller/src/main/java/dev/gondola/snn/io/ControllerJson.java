package dev.gondola.snn.io;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PairedCurrentEncoder;
import dev.gondola.snn.control.PairedLeakyDecoder;
import dev.gondola.snn.control.PidController;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.SpikingPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Controller files: JSON, {@code "format": "gondola-controller/1"}, described by the schema {@code
 * controller.schema.json} beside this class. What is written reads back equal.
 */
public final class ControllerJson {
  /** The value of the field {@code format}. */
  public static final String FORMAT = "gondola-controller/1";

  private static final double HUGE = 1e6;

  private ControllerJson() {}

  /**
   * Reads a controller file.
   *
   * @throws NetworkException naming every fault of the file, each with its path
   */
  public static ControllerSpec read(Path file) {
    return read(file.toString(), JsonFiles.readObject(file));
  }

  /**
   * Reads a controller.
   *
   * @param subject what is read, for messages
   * @throws NetworkException naming every fault, each with its path
   */
  public static ControllerSpec read(String subject, JsonNode json) {
    List<String> faults = new ArrayList<>();
    JsonFields root = new JsonFields(json, "", faults);
    if (!root.text("format").equals(FORMAT)) {
      root.reject("format", "must be \"" + FORMAT + "\"");
    }
    ControllerSpec spec = null;
    try {
      spec =
          switch (root.text("kind")) {
            case "spiking" -> spiking(subject, root);
            case "pid-flown" -> flown(root);
            case "pid" -> pid(root);
            default -> {
              root.reject("kind", "must be one of spiking, pid-flown, pid");
              yield null;
            }
          };
      if (spec != null) {
        root.refuseOthers();
      }
    } catch (IllegalArgumentException e) {
      root.reject("kind", e.getMessage());
    }
    if (!faults.isEmpty()) {
      throw new NetworkException(subject, faults);
    }
    return spec;
  }

  private static ControllerSpec spiking(String subject, JsonFields f) {
    String name = f.text("name");
    double period = f.number("periodS", 1e-4, 100);
    List<SpikingPart> parts = new ArrayList<>();
    for (JsonFields p : f.objects("parts")) {
      SpikingPart part = part(subject, p);
      if (part != null) {
        parts.add(part);
      }
    }
    return new ControllerSpec.Spiking(name, period, parts);
  }

  private static SpikingPart part(String subject, JsonFields f) {
    String name = f.text("name");
    JsonFields e = f.object("encoder");
    JsonFields d = f.object("decoder");
    JsonNode node = f.required("network");
    try {
      kind(e, "paired-current");
      String input = e.text("input");
      PairedCurrentEncoder encoder =
          new PairedCurrentEncoder(
              e.number("resolution", 1e-9, HUGE), e.integer("shift", 0, 31), e.integers("gains"));
      e.refuseOthers();
      kind(d, "paired-leaky");
      String output = d.text("population");
      PairedLeakyDecoder decoder =
          new PairedLeakyDecoder(
              d.integer("keep", 0, 4095), d.number("unit", 1e-12, HUGE), d.integers("weights"));
      d.refuseOthers();
      f.refuseOthers();
      if (node == null) {
        return null;
      }
      Network network = NetworkJson.read(subject, node);
      return new SpikingPart(name, network, input, encoder, output, decoder);
    } catch (NetworkException fault) {
      fault.faults().forEach(what -> f.reject("network", what));
    } catch (IllegalArgumentException fault) {
      f.reject("decoder", fault.getMessage());
    }
    return null;
  }

  private static void kind(JsonFields f, String only) {
    if (!f.text("kind").equals(only)) {
      f.reject("kind", "must be \"" + only + "\"");
    }
  }

  private static ControllerSpec flown(JsonFields f) {
    return new ControllerSpec.Flown(f.text("name"), f.number("periodS", 1e-4, 100), gains(f));
  }

  private static ControllerSpec pid(JsonFields f) {
    return new ControllerSpec.Pid(
        f.text("name"),
        gains(f),
        new PidController.Options(
            f.number("periodS", 1e-4, 100),
            f.number("derivativeFilter", 1e-6, 1),
            f.number("setpointWeight", 0, 1),
            f.number("antiWindup", 0, HUGE),
            f.number("limit", 1e-6, HUGE)));
  }

  private static PidGains gains(JsonFields f) {
    return new PidGains(
        f.number("kp", -HUGE, HUGE), f.number("ki", -HUGE, HUGE), f.number("kd", -HUGE, HUGE));
  }

  /** Returns a controller as JSON. */
  public static ObjectNode write(ControllerSpec spec) {
    ObjectNode root = JsonFiles.MAPPER.createObjectNode();
    root.put("format", FORMAT);
    switch (spec) {
      case ControllerSpec.Spiking s -> writeSpiking(root, s);
      case ControllerSpec.Flown f ->
          writeGains(
              root.put("kind", "pid-flown").put("name", f.name()).put("periodS", f.period()),
              f.gains());
      case ControllerSpec.Pid p -> {
        writeGains(
            root.put("kind", "pid").put("name", p.name()).put("periodS", p.period()), p.gains());
        root.put("derivativeFilter", p.options().derivativeFilter());
        root.put("setpointWeight", p.options().setpointWeight());
        root.put("antiWindup", p.options().antiWindup());
        root.put("limit", p.options().limit());
      }
    }
    return root;
  }

  private static void writeSpiking(ObjectNode root, ControllerSpec.Spiking spec) {
    root.put("kind", "spiking").put("name", spec.name()).put("periodS", spec.period());
    ArrayNode parts = root.putArray("parts");
    for (SpikingPart part : spec.parts()) {
      ObjectNode f = parts.addObject().put("name", part.name());
      PairedCurrentEncoder encoder = part.encoder();
      ObjectNode e = f.putObject("encoder").put("kind", "paired-current");
      e.put("input", part.input()).put("resolution", encoder.resolution());
      e.put("shift", encoder.shift());
      list(e.putArray("gains"), encoder.gains());
      f.set("network", NetworkJson.write(part.network()));
      PairedLeakyDecoder decoder = part.decoder();
      ObjectNode d = f.putObject("decoder").put("kind", "paired-leaky");
      d.put("population", part.output()).put("keep", decoder.keep()).put("unit", decoder.unit());
      list(d.putArray("weights"), decoder.weights());
    }
  }

  private static void writeGains(ObjectNode f, PidGains gains) {
    f.put("kp", gains.kp()).put("ki", gains.ki()).put("kd", gains.kd());
  }

  private static void list(ArrayNode into, int[] values) {
    IntStream.of(values).forEach(into::add);
  }
}
