package dev.gondola.ground.info;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.JsonFiles;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A network file of any format: what is in it, as text and as JSON. */
public final class NetworkFile {
  /** First bytes of every HDF5 file without a user block. */
  private static final byte[] HDF = {(byte) 0x89, 'H', 'D', 'F'};

  private final String text;
  private final Map<String, Object> json;

  private NetworkFile(String text, Map<String, Object> json) {
    this.text = text;
    this.json = json;
  }

  /**
   * Reads a file: NIR, or a network or controller of ours, also packed by gzip.
   *
   * @param activity the run that the report is to contain, if any
   * @throws NetworkException naming every fault of the file
   */
  public static NetworkFile read(Path file, Optional<Activity> activity) throws IOException {
    if (isHdf(file)) {
      NirReport report = new NirReport(NirReader.read(file), activity);
      return new NetworkFile(NirText.of(file.toString(), report), report.json(file.toString()));
    }
    ObjectNode root = JsonFiles.readObject(file);
    String format = root.path("format").asString("");
    return switch (format) {
      case NetworkJson.FORMAT -> network(file, root, activity);
      case ControllerJson.FORMAT -> controller(file, root, activity);
      default ->
          throw new NetworkException(
              file.toString(),
              List.of(
                  "is neither an HDF5 file (NIR) nor JSON with the format %s or %s"
                      .formatted(NetworkJson.FORMAT, ControllerJson.FORMAT)));
    };
  }

  private static boolean isHdf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(HDF, in.readNBytes(HDF.length));
    }
  }

  private static NetworkFile network(Path file, ObjectNode root, Optional<Activity> activity) {
    NetworkReport report = new NetworkReport(NetworkJson.read(file.toString(), root), activity);
    Map<String, Object> json = head(file, NetworkJson.FORMAT);
    report.put(json);
    return new NetworkFile(head(file, NetworkJson.FORMAT, "") + NetworkText.of(report), json);
  }

  private static NetworkFile controller(Path file, ObjectNode root, Optional<Activity> activity) {
    ControllerSpec spec = ControllerJson.read(file.toString(), root);
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
    return new NetworkFile(text.toString(), json);
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
