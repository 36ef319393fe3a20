package dev.gondola.snn.engine;

import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The populations of a network that share one {@link FlatState}, those that do not, and what is on
 * its way to all of them.
 */
final class Block {
  final FlatState flat;

  /** All populations, in the network's order. */
  final Member[] members;

  private final Network network;
  private final FlatLoops loops;
  private final InputRing currentRing;
  private final InputRing thresholdRing;
  private final int[] adaptive;
  private Feed[] feeds = {};

  /**
   * Makes the block, with the state before the first step and without direct inputs.
   *
   * @param network says which projections there are
   * @param populations its populations, or as many longer ones of the same ids
   * @param loops the loops to use
   * @param lanes neurons in a vector
   * @param counts whether to count the spikes of every neuron
   * @param margin room behind the last neuron of what is on its way
   */
  Block(
      Network network,
      List<Population> populations,
      FlatLoops loops,
      int lanes,
      boolean counts,
      int margin) {
    this.network = network;
    this.loops = loops;
    List<Population> inside = populations.stream().filter(FlatState::fits).toList();
    flat = new FlatState(inside, lanes, counts, network.projections());
    adaptive = flat.adaptive();
    currentRing =
        new InputRing(flat.length + margin, InputRing.maxDelay(network, Port.CURRENT, inside));
    thresholdRing =
        new InputRing(flat.length + margin, InputRing.maxDelay(network, Port.THRESHOLD, inside));
    members = populations.stream().map(p -> member(p, inside)).toArray(Member[]::new);
  }

  private Member member(Population p, List<Population> inside) {
    int k = inside.indexOf(p);
    return k >= 0
        ? new Member(p, flat, flat.base[k], currentRing.from(flat.base[k]))
        : new Member(
            p, new InputRing(p.size(), InputRing.maxDelay(network, Port.CURRENT, List.of(p))));
  }

  /** Returns the population of an id. */
  Member member(String id) {
    return members[network.populationIndex(id)];
  }

  /** Returns where what a projection delivers waits. */
  InputRing ring(Projection projection) {
    Member to = member(projection.to());
    return projection.port() == Port.CURRENT ? to.current : thresholdRing.from(to.base);
  }

  /** Connects the direct inputs, whose values stand in the arrays that a function tells. */
  void connect(Function<String, int[]> inputs) {
    List<Feed> list = new ArrayList<>();
    for (int p = 0; p < members.length; p++) {
      String id = network.populations().get(p).id();
      int[][] sources =
          network.projections().stream()
              .filter(j -> j.isDirect() && j.to().equals(id))
              .map(j -> inputs.apply(j.from()))
              .toArray(int[][]::new);
      list.addAll(members[p].connect(sources));
    }
    feeds = list.toArray(Feed[]::new);
  }

  /** Updates all populations. */
  void update(long step) {
    for (Feed feed : feeds) {
      feed.into(flat.direct);
    }
    boolean adapts = adaptive[0] < adaptive[1];
    if (adapts) {
      loops.adapt(flat, thresholdRing.slot(step), adaptive[0], adaptive[1]);
    }
    loops.integrate(flat, currentRing.slot(step), adapts ? flat.adapted : flat.threshold);
    for (Member member : members) {
      member.finish(step);
    }
  }

  /** Sets the state to that before the first step. */
  void reset() {
    flat.reset();
    currentRing.reset();
    thresholdRing.reset();
    for (Member member : members) {
      member.reset();
    }
  }
}
