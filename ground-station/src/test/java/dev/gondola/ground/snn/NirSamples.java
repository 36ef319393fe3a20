package dev.gondola.ground.snn;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import dev.gondola.snn.nir.NirWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** NIR files for tests. */
public final class NirSamples {

  private NirSamples() {}

  /** Writes two inputs, a full matrix and two LIF neurons. */
  public static Path write(Path file, NirMetadata metadata) {
    return write(
        file,
        metadata,
        NirNode.of(
            NirType.LIF,
            Map.of(
                "tau", NirArray.float64(0.032),
                "r", NirArray.float64(8),
                "v_leak", NirArray.float64(0),
                "v_threshold", NirArray.float64(0.3))));
  }

  /** Writes a graph whose neurons the integer engine has not got. */
  public static Path writeThreshold(Path file) {
    return write(
        file,
        NirMetadata.NONE,
        NirNode.of(NirType.THRESHOLD, Map.of("threshold", NirArray.float64(1))));
  }

  private static Path write(Path file, NirMetadata metadata, NirNode neurons) {
    NirNode matrix =
        NirNode.of(
            NirType.LINEAR,
            Map.of("weight", NirArray.float64(new double[] {0.5, 0.25, 1, -1}, 2, 2)));
    Map<String, NirNode> nodes =
        Map.of("in", NirNode.input(2), "fc", matrix, "lif", neurons, "out", NirNode.output(2));
    List<NirEdge> edges =
        List.of(new NirEdge("in", "fc"), new NirEdge("fc", "lif"), new NirEdge("lif", "out"));
    NirWriter.write(new NirGraph("1.0", new TreeMap<>(nodes), edges, metadata), file);
    return file;
  }
}
