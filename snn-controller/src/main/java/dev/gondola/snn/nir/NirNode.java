package dev.gondola.snn.nir;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node of a NIR graph. Immutable. Whether its datasets are those of its type is checked by the
 * {@link NirGraph} it becomes a part of; a type that NIR 1.0 does not have may have any.
 *
 * @param type name of the type, see {@link NirType#label}
 * @param parameters datasets by name
 * @param graph the graph within, of a node of type NIRGraph
 * @param metadata remarks
 */
public record NirNode(
    String type,
    SortedMap<String, NirArray> parameters,
    Optional<NirGraph> graph,
    NirMetadata metadata) {

  /** Makes a node; the map is copied. */
  public NirNode {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** Returns a node without metadata. */
  public static NirNode of(NirType type, Map<String, NirArray> parameters) {
    return new NirNode(type.label(), new TreeMap<>(parameters), Optional.empty(), NirMetadata.NONE);
  }

  /** Returns an Input of that shape, without batch and time. */
  public static NirNode input(int... shape) {
    return of(NirType.INPUT, Map.of("shape", NirArray.sizes(shape)));
  }

  /** Returns an Output of that shape, without batch and time. */
  public static NirNode output(int... shape) {
    return of(NirType.OUTPUT, Map.of("shape", NirArray.sizes(shape)));
  }

  /** Returns a graph as a node of another; what is joined to it arrives at its Input. */
  public static NirNode graph(NirGraph graph) {
    return new NirNode(
        NirType.GRAPH.label(), Collections.emptySortedMap(), Optional.of(graph), NirMetadata.NONE);
  }

  /** Returns the type, empty if NIR 1.0 has none of that name. */
  public Optional<NirType> kind() {
    return NirType.of(type);
  }

  /** Returns whether the node is of a type. */
  public boolean is(NirType other) {
    return type.equals(other.label());
  }

  /** Returns a dataset, empty if the node has none of that name. */
  public Optional<NirArray> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Returns a dataset that the type requires.
   *
   * @throws IllegalArgumentException if the node has none of that name
   */
  public NirArray require(String name) {
    return parameter(name)
        .orElseThrow(() -> new IllegalArgumentException("a " + type + " has no \"" + name + "\""));
  }

  /**
   * Returns a number of one element of the layer: a dataset of one number stands for all elements,
   * and an absent one has the default of the type.
   *
   * @param name name of the dataset
   * @param i element of the layer
   * @throws IllegalArgumentException if the dataset is absent and has no default
   */
  public double value(String name, int i) {
    NirArray array = parameters.get(name);
    if (array != null) {
      return array.at(array.size() == 1 ? 0 : i);
    }
    return kind()
        .flatMap(t -> t.parameter(name))
        .orElseThrow(() -> new IllegalArgumentException("a " + type + " has no \"" + name + "\""))
        .absent()
        .orElseThrow(
            () ->
                new IllegalArgumentException("\"" + name + "\" of a " + type + " has no default"));
  }
}
