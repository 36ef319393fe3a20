package dev.gondola.snn.nir;

import dev.gondola.snn.NetworkException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network in the Neuromorphic Intermediate Representation as data: immutable, checked when made.
 * Whether shapes fit along the edges is not checked here.
 *
 * @param version version of the NIR package that the writer followed; readers do not depend on it
 * @param nodes nodes by name; files keep no order
 * @param edges connections, in the order of the file; duplicates count
 * @param metadata remarks
 */
public record NirGraph(
    String version, SortedMap<String, NirNode> nodes, List<NirEdge> edges, NirMetadata metadata) {

  /** Version written in the graphs that we make. */
  public static final String VERSION = "1.0";

  /** Most nodes of a graph, with the nodes of graphs within. */
  public static final int MAX_NODES = 1 << 14;

  /** Most edges of one graph. */
  public static final int MAX_EDGES = 1 << 16;

  /** Most numbers and strings in all datasets and metadata. */
  public static final int MAX_VALUES = 1 << 23;

  /** Most graphs, and most groups of metadata, within each other. */
  public static final int MAX_DEPTH = 8;

  /** Longest name in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 250;

  /**
   * Makes a graph.
   *
   * @throws NetworkException if names, datasets or edges are not as NIR wants them, or there are
   *     too many; all faults at once
   */
  public NirGraph {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    edges = List.copyOf(edges);
    List<String> faults = NirFaults.of(nodes, edges, metadata);
    if (!faults.isEmpty()) {
      throw new NetworkException("NIR graph", faults);
    }
  }

  /** Returns a graph of that version without metadata. */
  public static NirGraph of(SortedMap<String, NirNode> nodes, List<NirEdge> edges) {
    return new NirGraph(VERSION, nodes, edges, NirMetadata.NONE);
  }
}
