package dev.gondola.snn.nir;

import dev.gondola.snn.NetworkException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads NIR files (HDF5, the layout of github.com/neuromorphs/NIR, {@code nir/serialization.py}) of
 * every version: any number type, scalars that stand for a whole layer, defaults for what old
 * versions left out, node types that nobody knows, graphs within graphs. Links to other places and
 * files are not followed. The file is read into memory first, so that it may change meanwhile.
 */
public final class NirReader {
  /** Largest file read, bytes. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int MAX_FAULTS = 100;

  private final String subject;
  private final HdfValues values;
  private final List<String> faults = new ArrayList<>();
  private String version = "";
  private int nodesLeft = NirGraph.MAX_NODES;
  private int linksLeft = 64 * NirGraph.MAX_NODES;

  private NirReader(String subject, HdfValues values) {
    this.subject = subject;
    this.values = values;
  }

  /**
   * Reads a file.
   *
   * @throws NetworkException naming every fault of the file, each with its path in the file
   */
  public static NirGraph read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in.readNBytes(MAX_BYTES + 1));
    } catch (NoSuchFileException e) {
      throw fault(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw fault(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param subject what is read, for messages
   * @param bytes the bytes; not changed, and not to be changed meanwhile
   * @throws NetworkException naming every fault, each with its path in the file
   */
  // jhdf meets damage with exceptions and errors of every kind; here they become one.
  public static NirGraph read(String subject, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw fault(subject, "is larger than " + (MAX_BYTES >> 20) + " MiB");
    }
    try (HdfFile file = new HdfFile(new MeteredBytes(bytes), URI.create("memory:///nir"))) {
      return new NirReader(subject, new HdfValues(file.getHdfBackingStorage())).root(file);
    } catch (NetworkException e) {
      throw e;
    } catch (NirFormatException e) {
      throw fault(subject, e.getMessage());
    } catch (RuntimeException | NoClassDefFoundError e) {
      throw fault(subject, "is no HDF5 file, or is damaged: " + reason(e) + "; write it again");
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw fault(subject, "is damaged: it asks for more memory than there is; write it again");
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof NirFormatException) {
      return cause.getMessage();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static NetworkException fault(String subject, String what) {
    return new NetworkException(subject, List.of(printable(what)));
  }

  /** What a file holds may be meant for the terminal that shows it. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private NirGraph root(HdfFile file) {
    Map<String, Node> root = children(file);
    if (!(root.get("node") instanceof Group node)) {
      throw fault(subject, "is an HDF5 file without a group \"node\": no NIR graph");
    }
    version = root.containsKey("version") ? text("/version", root.get("version")) : "";
    NirNode graph = node("/node", node, 0);
    if (graph.graph().isEmpty() && faults.isEmpty()) {
      // A lone node is a graph of one.
      return new NirGraph(
          version, new TreeMap<>(Map.of("node", graph)), List.of(), NirMetadata.NONE);
    }
    if (!faults.isEmpty()) {
      throw new NetworkException(subject, faults);
    }
    return graph.graph().orElseThrow();
  }

  /** Reads a node; where it adds faults, what comes back is of no use. */
  private NirNode node(String path, Group group, int depth) {
    if (--nodesLeft < 0) {
      throw new NirFormatException("has more than " + NirGraph.MAX_NODES + " nodes");
    }
    Map<String, Node> children = children(group);
    String type = text(path + "/type", children.get("type"));
    boolean isGraph = type.equals(NirType.GRAPH.label());
    SortedMap<String, NirArray> parameters = new TreeMap<>();
    NirMetadata metadata = NirMetadata.NONE;
    for (Map.Entry<String, Node> child : children.entrySet()) {
      String name = child.getKey();
      String at = path + "/" + name;
      if (name.equals("metadata") && child.getValue() instanceof Group remarks) {
        metadata = metadata(at, remarks, 0);
      } else if (!(name.equals("type") || (isGraph && isPartOfGraph(name)))) {
        value(at, child.getValue()).ifPresent(v -> parameters.put(name, v));
      }
    }
    Optional<NirGraph> graph = isGraph ? graph(path, children, metadata, depth) : Optional.empty();
    return new NirNode(type, parameters, graph, isGraph ? NirMetadata.NONE : metadata);
  }

  private static boolean isPartOfGraph(String name) {
    return name.equals("nodes") || name.equals("edges");
  }

  private Optional<NirGraph> graph(
      String path, Map<String, Node> children, NirMetadata metadata, int depth) {
    if (depth > NirGraph.MAX_DEPTH) {
      throw new NirFormatException("has graphs within each other without end");
    }
    int before = faults.size();
    SortedMap<String, NirNode> nodes = new TreeMap<>();
    if (children.get("nodes") instanceof Group group) {
      for (Map.Entry<String, Node> child : children(group).entrySet()) {
        String at = path + "/nodes/" + child.getKey();
        if (child.getValue() instanceof Group node) {
          nodes.put(child.getKey(), node(at, node, depth + 1));
        } else {
          add(at + ": must be a group");
        }
      }
    } else {
      add(path + ": the group \"nodes\" is missing");
    }
    List<NirEdge> edges = edges(path + "/edges", children.get("edges"));
    if (faults.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NirGraph(version, nodes, edges, metadata));
    } catch (NetworkException e) {
      e.faults().forEach(f -> add(path + ": " + f));
      return Optional.empty();
    }
  }

  private List<NirEdge> edges(String path, Node node) {
    if (node == null) {
      add(path + ": is missing");
      return List.of();
    }
    NirArray array = value(path, node).orElse(null);
    if (array == null || array.size() == 0) {
      // h5py writes no edges as numbers of the shape (0).
      return List.of();
    }
    if (array.dtype() != NirDtype.STRING || array.rank() != 2 || array.dim(1) != 2) {
      add(path + ": must be pairs of strings, is " + array);
      return List.of();
    }
    List<NirEdge> edges = new ArrayList<>(array.dim(0));
    for (int i = 0; i < array.dim(0); i++) {
      edges.add(new NirEdge(array.textAt(2 * i), array.textAt(2 * i + 1)));
    }
    return edges;
  }

  private NirMetadata metadata(String path, Group group, int depth) {
    if (depth >= NirGraph.MAX_DEPTH) {
      throw new NirFormatException("has groups of metadata within each other without end");
    }
    SortedMap<String, NirArray> found = new TreeMap<>();
    SortedMap<String, NirMetadata> groups = new TreeMap<>();
    for (Map.Entry<String, Node> child : children(group).entrySet()) {
      String at = path + "/" + child.getKey();
      if (child.getValue() instanceof Group within) {
        groups.put(child.getKey(), metadata(at, within, depth + 1));
      } else {
        value(at, child.getValue()).ifPresent(v -> found.put(child.getKey(), v));
      }
    }
    return new NirMetadata(found, groups);
  }

  private String text(String path, Node node) {
    if (node == null) {
      add(path + ": is missing");
      return "";
    }
    NirArray array = value(path, node).orElse(null);
    if (array == null) {
      return "";
    }
    if (array.dtype() != NirDtype.STRING || array.size() != 1) {
      add(path + ": must be a string, is " + array);
      return "";
    }
    return array.textAt(0);
  }

  private Optional<NirArray> value(String path, Node node) {
    if (!(node instanceof Dataset dataset)) {
      add(path + ": must be a dataset, and no link to one");
      return Optional.empty();
    }
    try {
      return Optional.of(values.read(dataset));
    } catch (NirFormatException e) {
      add(path + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private void add(String fault) {
    faults.add(printable(fault));
    if (faults.size() == MAX_FAULTS) {
      throw new NetworkException(subject, faults);
    }
  }

  private Map<String, Node> children(Group group) {
    Map<String, Node> children = group.getChildren();
    linksLeft -= children.size();
    if (linksLeft < 0) {
      throw new NirFormatException("has more than " + 64 * NirGraph.MAX_NODES + " links");
    }
    return Collections.unmodifiableMap(children);
  }
}
