package dev.gondola.snn.io;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.coding.Decoder;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PidController;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.SpikingPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Controller files: JSON, {@code "format": "gondola-controller/1"}, described by the schema {@code
 * /dev/gondola/snn/schema/controller.schema.json}. What is written reads back equal.
 */
public final class ControllerJson {
  /** The value of the field {@code format}. */
  public static final String FORMAT = "gondola-controller/1";

  static final double HUGE = 1e6;

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
    root.constant("format", FORMAT);
    ControllerSpec spec = null;
    try {
      spec =
          switch (root.text("kind")) {
            case "spiking" -> spiking(root, faults);
            case "pid-flown" -> flown(root);
            case "pid" -> pid(root);
            default -> {
              root.reject("kind", "must be one of spiking, pid-flown, pid");
              yield null;
            }
          };
    } catch (IllegalArgumentException e) {
      root.reject(e.getMessage());
    }
    if (!faults.isEmpty()) {
      throw new NetworkException(subject, faults);
    }
    return spec;
  }

  private static ControllerSpec spiking(JsonFields f, List<String> faults) {
    String name = f.text("name");
    double period = f.number("periodS", 1e-4, 100);
    List<JsonFields> list = f.objects("parts");
    if (list.size() > ControllerSpec.Spiking.MAX_PARTS) {
      f.reject("parts", "must be at most " + ControllerSpec.Spiking.MAX_PARTS);
      list = List.of();
    }
    List<SpikingPart> parts = new ArrayList<>();
    for (JsonFields p : list) {
      parts.add(part(p, faults));
    }
    f.refuseOthers();
    return faults.isEmpty() ? new ControllerSpec.Spiking(name, period, parts) : null;
  }

  /** Reads a part; null if it adds faults. */
  private static SpikingPart part(JsonFields f, List<String> faults) {
    int before = faults.size();
    String name = f.text("name");
    JsonFields e = f.object("encoder");
    String input = e.text("input");
    Encoder encoder = EncoderJson.read(e);
    JsonFields d = f.object("decoder");
    String output = d.text("population");
    Decoder decoder = DecoderJson.read(d);
    Network network = NetworkJson.read(f.object("network"), faults);
    f.refuseOthers();
    if (network == null || encoder == null || decoder == null || faults.size() > before) {
      return null;
    }
    try {
      return new SpikingPart(name, network, input, encoder, output, decoder);
    } catch (NetworkException fault) {
      fault.faults().forEach(f::reject);
      return null;
    }
  }

  private static ControllerSpec flown(JsonFields f) {
    ControllerSpec spec =
        new ControllerSpec.Flown(f.text("name"), f.number("periodS", 1e-4, 100), gains(f));
    f.refuseOthers();
    return spec;
  }

  private static ControllerSpec pid(JsonFields f) {
    double period = f.number("periodS", 1e-4, 100);
    PidController.Options options =
        new PidController.Options(
            period,
            f.number("derivativeFilter", 1e-6, 1),
            f.number("setpointWeight", 0, 1),
            f.number("antiWindup", 0, 1 / period),
            f.number("limit", 1e-6, HUGE));
    ControllerSpec spec = new ControllerSpec.Pid(f.text("name"), gains(f), options);
    f.refuseOthers();
    return spec;
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
      EncoderJson.write(f.putObject("encoder"), part.input(), part.encoder());
      f.set("network", NetworkJson.write(part.network()));
      DecoderJson.write(f.putObject("decoder"), part.output(), part.decoder());
    }
  }

  private static void writeGains(ObjectNode f, PidGains gains) {
    f.put("kp", gains.kp()).put("ki", gains.ki()).put("kd", gains.kd());
  }
}
