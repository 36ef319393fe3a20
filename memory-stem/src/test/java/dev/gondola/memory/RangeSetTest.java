package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A set of ranges")
class RangeSetTest {

  private static final int SPAN = 60;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("does what a bit set does")
  void equalsTheModel(long seed) {
    RandomGenerator random = Samples.random(seed);
    RangeSet set = new RangeSet();
    BitSet model = new BitSet();
    for (int i = 0; i < 3_000; i++) {
      int first = 1 + random.nextInt(SPAN);
      int last = Math.min(SPAN, first + random.nextInt(8));
      if (random.nextBoolean()) {
        set.add(first, last);
        model.set(first, last + 1);
      } else {
        set.remove(first, last);
        model.clear(first, last + 1);
      }
      assertSame(model, set);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("subtracts as bit sets do")
  void minusEqualsTheModel(long seed) {
    RandomGenerator random = Samples.random(seed);
    for (int i = 0; i < 300; i++) {
      BitSet left = bits(random);
      BitSet right = bits(random);
      RangeSet difference = ranges(left).minus(ranges(right));
      assertEquals(left.intersects(right), ranges(right).containsAny(ranges(left)));
      left.andNot(right);
      assertSame(left, difference);
    }
  }

  @Test
  @DisplayName("joins ranges that touch")
  void joins() {
    RangeSet set = new RangeSet();
    set.add(1, 3);
    set.add(7, 9);
    set.add(4, 6);
    assertEquals(List.of(new RangeSet.Range(1, 9)), set.ranges());
  }

  private static BitSet bits(RandomGenerator random) {
    BitSet bits = new BitSet();
    for (int n = 1; n <= SPAN; n++) {
      bits.set(n, random.nextInt(3) > 0);
    }
    return bits;
  }

  private static RangeSet ranges(BitSet bits) {
    RangeSet set = new RangeSet();
    bits.stream().forEach(n -> set.add(n, n));
    return set;
  }

  private static void assertSame(BitSet model, RangeSet set) {
    assertEquals(model.cardinality(), set.count());
    assertEquals(ranges(model), set);
    for (int n = 1; n <= SPAN; n++) {
      assertEquals(model.get(n), set.contains(n));
    }
    assertEquals(model.isEmpty(), set.isEmpty());
    assertFalse(set.contains(SPAN + 1));
    List<RangeSet.Range> ranges = set.ranges();
    for (int i = 1; i < ranges.size(); i++) {
      assertTrue(ranges.get(i).first() > ranges.get(i - 1).last() + 1, "ranges must not touch");
    }
  }
}
