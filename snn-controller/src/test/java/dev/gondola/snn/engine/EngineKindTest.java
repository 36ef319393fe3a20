package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import dev.gondola.snn.engine.ShapedNetworks.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The kinds of engine")
class EngineKindTest {

  @ParameterizedTest
  @EnumSource
  @DisplayName("are found by the name they give themselves")
  void labels(EngineKind kind) {
    assertEquals(Optional.of(kind), EngineKind.ofLabel(kind.label()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FAST", "fast ", "loihi"})
  @DisplayName("no other name is one")
  void unknownLabels(String label) {
    assertEquals(Optional.empty(), EngineKind.ofLabel(label));
  }

  @Test
  @DisplayName("scalar and fast are what they are called")
  void names() {
    assertEquals("scalar", EngineKind.SCALAR.label());
    assertEquals("fast", EngineKind.FAST.label());
  }

  @Test
  @DisplayName("make the engine they are named for, of the network they are given")
  void make() {
    Network network = ShapedNetworks.of(Shape.DENSE, 5, 0, 1);
    assertTrue(EngineKind.SCALAR.make(network, Range.CHIP) instanceof FixedPointEngine);
    assertTrue(EngineKind.FAST.make(network, Range.CHIP) instanceof FlatEngine);
    for (EngineKind kind : EngineKind.values()) {
      assertSame(network, kind.make(network, Range.CHIP).network());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("refuse what the chip cannot run, and run it where that is asked for")
  void range(EngineKind kind) {
    IntParameter zero = IntParameter.of(0);
    Population p = Population.lif("p", 1, zero, zero, IntParameter.of(1 << 20), zero, zero);
    Network network =
        new Network(
            "beyond",
            1,
            List.of(new Input("in", 1)),
            List.of(p),
            List.of(Projection.direct("d", "in", "p")));
    assertThrows(NetworkException.class, () -> kind.make(network, Range.CHIP));
    assertEquals(network, kind.make(network, Range.BEYOND_CHIP).network());
  }

  @Test
  @DisplayName("the width of the vectors is told where there are any")
  void width() {
    assertEquals(Engines.vectorsAvailable() ? 32 * FlatKernel.LANES : 0, Engines.vectorBits());
  }
}
