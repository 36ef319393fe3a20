package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.NetworkException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A NIR graph")
class NirGraphTest {

  @Test
  @DisplayName("is a value: equal parts make equal graphs")
  void value() {
    assertEquals(NirGraphs.controller(), NirGraphs.controller());
    assertNotEquals(NirArray.float64(1), NirArray.int64(1));
    assertNotEquals(NirArray.float64(1), NirArray.float64(new double[] {1}, 1));
    assertEquals(NirArray.float64(Double.NaN), NirArray.float64(Double.NaN));
  }

  @Test
  @DisplayName("gives a neuron its own number, the layer's, or the type's default")
  void numbers() {
    NirNode node =
        NirNode.of(
            NirType.LIF,
            Map.of(
                "tau", NirArray.float64(0.02),
                "r", NirArray.float32(new double[] {1, 2}, 2),
                "v_leak", NirArray.int64(0),
                "v_threshold", NirArray.int64(new long[] {3}, 1)));
    assertEquals(0.02, node.value("tau", 1));
    assertEquals(2, node.value("r", 1));
    assertEquals(3, node.value("v_threshold", 1));
    assertEquals(0, node.value("v_reset", 1));
    assertThrows(IllegalArgumentException.class, () -> node.value("w_in", 1));
  }

  @Test
  @DisplayName("that is not as NIR wants it is refused with every fault")
  void faults() {
    NirNode lif =
        NirNode.of(
            NirType.LIF,
            Map.of(
                "tau", NirArray.text("long"),
                "r", NirArray.float64(1),
                "v_threshold", NirArray.float64(1),
                "w_in", NirArray.float64(1)));
    NirNode pool =
        NirNode.of(
            NirType.SUM_POOL_2D,
            Map.of(
                "kernel_size", NirArray.float64(new double[] {1.5, 2}, 2),
                "stride", NirArray.float64(new double[] {2, 2}, 2),
                "padding", NirArray.text("same")));
    NirNode empty =
        new NirNode("NIRGraph", Collections.emptySortedMap(), Optional.empty(), NirMetadata.NONE);
    NetworkException fault =
        assertThrows(
            NetworkException.class,
            () ->
                NirGraphs.graph(
                    Map.of("lif", lif, "pool", pool, "a/b", NirNode.input(1), "empty", empty),
                    "lif",
                    "nowhere"));
    assertEquals(
        List.of(
            "node \"a/b\": the name \"a/b\" must have no slash and no control character",
            "node \"empty\": a node of type NIRGraph, and no other, has a graph within",
            "node \"lif\" (LIF): the dataset \"v_leak\" is missing",
            "node \"lif\" (LIF): \"tau\" must be numbers, is \"long\"",
            "node \"lif\" (LIF): there is no dataset \"w_in\" in this type",
            "node \"pool\" (SumPool2d): \"kernel_size\" must be whole numbers, is float64[2]",
            "node \"pool\" (SumPool2d): \"padding\" must be whole numbers, is \"same\"",
            "edge \"lif\" to \"nowhere\": there is no node \"nowhere\""),
        fault.faults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\0b", "a\u001b[31m", "\ud800"})
  @DisplayName("refuses names that HDF5 cannot hold")
  void names(String name) {
    assertThrows(NetworkException.class, () -> NirGraphs.graph(Map.of(name, NirNode.input(1))));
  }

  @Test
  @DisplayName("refuses names longer than 250 bytes of UTF-8")
  void longNames() {
    NirGraphs.graph(Map.of("\u00e4".repeat(125), NirNode.input(1)));
    assertThrows(
        NetworkException.class,
        () -> NirGraphs.graph(Map.of("\u00e4".repeat(126), NirNode.input(1))));
  }

  @Test
  @DisplayName("refuses more graphs within each other than stated")
  void depth() {
    NirGraph graph = NirGraphs.controller();
    for (int i = 0; i < NirGraph.MAX_DEPTH; i++) {
      graph = NirGraphs.graph(Map.of("within", NirNode.graph(graph)));
    }
    NirGraph deepest = graph;
    NetworkException fault =
        assertThrows(
            NetworkException.class,
            () -> NirGraphs.graph(Map.of("within", NirNode.graph(deepest))));
    assertTrue(fault.getMessage().contains("9 graphs or groups"), fault.getMessage());
  }

  @Test
  @DisplayName("may have nodes of types that NIR 1.0 does not have, with any datasets")
  void unknownTypes() {
    NirNode node =
        new NirNode(
            "Quantum",
            new TreeMap<>(Map.of("q", NirArray.bool(true))),
            Optional.empty(),
            NirMetadata.NONE);
    assertEquals(Optional.empty(), NirGraphs.graph(Map.of("q", node)).nodes().get("q").kind());
  }

  @Test
  @DisplayName("holds numbers in the element type, and refuses those that do not fit it")
  void elementTypes() {
    assertEquals((double) 0.1f, NirArray.float32(new double[] {0.1}, 1).at(0));
    assertEquals(0.0999755859375, NirArray.reals(NirDtype.FLOAT16, new double[] {0.1}, 1).at(0));
    assertEquals(255, NirArray.wholes(NirDtype.UINT8, new long[] {255}, 1).wholeAt(0));
    assertEquals(-128, NirArray.wholes(NirDtype.INT8, new long[] {-128}, 1).wholeAt(0));
    assertThrows(
        IllegalArgumentException.class, () -> NirArray.wholes(NirDtype.INT8, new long[] {128}, 1));
    assertThrows(
        IllegalArgumentException.class, () -> NirArray.wholes(NirDtype.UINT8, new long[] {-1}, 1));
    assertThrows(IllegalArgumentException.class, () -> NirArray.float64(new double[] {1, 2}, 3));
    assertThrows(
        IllegalArgumentException.class,
        () -> NirArray.float64(new double[0], 1 << 16, 1 << 16, 1 << 16, 1 << 16));
  }
}
