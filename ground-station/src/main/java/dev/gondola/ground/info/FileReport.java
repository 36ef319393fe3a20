package dev.gondola.ground.info;

import dev.gondola.ground.snn.NetworkContent;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What is in a network file of any format, as text and as JSON. */
public final class FileReport {
  private final String text;
  private final Map<String, Object> json;

  private FileReport(String text, Map<String, Object> json) {
    this.text = text;
    this.json = json;
  }

  /**
   * Reads a file: NIR, or a network or controller of ours, also packed by gzip.
   *
   * @param activity the run that the report is to contain, if any
   * @throws NetworkException naming every fault of the file
   */
  public static FileReport of(Path file, Optional<Activity> activity) {
    return switch (NetworkContent.read(file)) {
      case NetworkContent.Nir(NirGraph graph) -> nir(file, graph, activity);
      case NetworkContent.Plain(Network network) -> network(file, network, activity);
      case NetworkContent.Controller(ControllerSpec spec) -> controller(file, spec, activity);
    };
  }

  private static FileReport nir(Path file, NirGraph graph, Optional<Activity> activity) {
    NirReport report = new NirReport(graph, activity);
    return new FileReport(NirText.of(file.toString(), report), report.json(file.toString()));
  }

  private static FileReport network(Path file, Network network, Optional<Activity> activity) {
    NetworkReport report = new NetworkReport(network, activity);
    Map<String, Object> json = head(file, NetworkJson.FORMAT);
    report.put(json);
    return new FileReport(head(file, NetworkJson.FORMAT, "") + NetworkText.of(report), json);
  }

  private static FileReport controller(
      Path file, ControllerSpec spec, Optional<Activity> activity) {
    ObjectNode written = ControllerJson.write(spec);
    String kind = written.get("kind").stringValue();
    Map<String, Object> json = head(file, ControllerJson.FORMAT);
    json.put("name", spec.name());
    json.put("kind", kind);
    json.put("period_s", spec.period());
    StringBuilder text =
        new StringBuilder(
            head(
                file,
                ControllerJson.FORMAT,
                "%s \"%s\", period %s s".formatted(kind, spec.name(), spec.period())));
    List<Map<String, Object>> parts = new ArrayList<>();
    List<SpikingPart> all = spec instanceof ControllerSpec.Spiking s ? s.parts() : List.of();
    for (int i = 0; i < all.size(); i++) {
      NetworkReport report = new NetworkReport(all.get(i).network(), activity);
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("name", all.get(i).name());
      part.put("encoder", coder(written, i, "encoder"));
      part.put("decoder", coder(written, i, "decoder"));
      report.put(part);
      parts.add(part);
      text.append(
          "\npart \"%s\": encoder %s, decoder %s\n"
              .formatted(all.get(i).name(), part.get("encoder"), part.get("decoder")));
      text.append(NetworkText.of(report));
    }
    json.put("parts", parts);
    return new FileReport(text.toString(), json);
  }

  private static String coder(ObjectNode controller, int part, String coder) {
    return controller.get("parts").get(part).get(coder).get("kind").stringValue();
  }

  private static Map<String, Object> head(Path file, String format) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("format", format);
    return json;
  }

  private static String head(Path file, String format, String more) {
    return "%s\n  %-10s %s\n".formatted(file, "format", format)
        + (more.isEmpty() ? "" : "  %-10s %s\n".formatted("controller", more));
  }

  /** Returns the report as text, every line ending in LF. */
  public String text() {
    return text;
  }

  /** Returns the report as values for JSON, described by {@code snn-info.schema.json}. */
  public Map<String, Object> json() {
    return json;
  }
}
