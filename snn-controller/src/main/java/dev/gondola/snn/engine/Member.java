package dev.gondola.snn.engine;

import dev.gondola.snn.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One population of a {@link Block}: part of its {@link FlatState}, or with a state of its own.
 * What is in the flat arrays is copied for those who look at it, once they have asked.
 */
final class Member {
  final int size;

  /** Where it begins in the flat arrays; -1 outside. */
  final int base;

  /** What is on its way to its current. */
  final InputRing current;

  /** Its spikes, and who fired if {@link #listed}; outside the block always. */
  final Firing firing;

  private final FlatState flat;

  /** Its state outside the block, or null. */
  private final PopulationState state;

  /** Whether it is all of the block, so that the flat arrays are its own. */
  private final boolean all;

  private boolean listed;
  private boolean shown;
  private int[] shownCurrent;
  private int[] shownPotential;

  /** Makes a part of the flat state. */
  Member(Population p, FlatState flat, int base, InputRing current) {
    size = p.size();
    this.flat = flat;
    this.base = base;
    this.current = current;
    state = null;
    all = flat.isAll(p);
    firing = all ? new Firing(flat.spikes) : new Firing(size);
  }

  /** Makes a population with a state of its own. */
  Member(Population p, InputRing current) {
    size = p.size();
    flat = null;
    base = -1;
    this.current = current;
    state = PopulationState.of(p, true);
    all = false;
    firing = state.firing;
  }

  /** Returns whether it is part of the flat state. */
  boolean isFlat() {
    return base >= 0;
  }

  /** Has who fired listed after every update; with their values if {@code graded}. */
  void list(boolean graded) {
    listed = true;
    shown |= graded;
  }

  /** Returns the array that holds the spikes, from {@link #spikesFrom} on. */
  int[] source() {
    return isFlat() ? flat.spikes : firing.values;
  }

  /** Returns where in {@link #source} the spikes begin. */
  int spikesFrom() {
    return Math.max(0, base);
  }

  /** Connects direct inputs; returns those that have to be fed to the flat state. */
  List<Feed> connect(int[][] sources) {
    List<Feed> feeds = new ArrayList<>();
    if (!isFlat()) {
      state.connect(sources);
    } else if (all && sources.length == 1) {
      flat.direct = sources[0];
    } else {
      for (int k = 0; k < sources.length; k++) {
        feeds.add(new Feed(sources[k], base, k == 0));
      }
    }
    return feeds;
  }

  /** Ends an update: updates a state of its own, lists and shows what is flat. */
  void finish(long step) {
    if (!isFlat()) {
      state.step(step, current.slot(step), null);
      return;
    }
    if (listed) {
      FlatKernel.list(flat.spikes, base, size, firing);
    }
    show();
  }

  private void show() {
    if (shown && !all) {
      System.arraycopy(flat.spikes, base, firing.values, 0, size);
    }
    if (shownCurrent != null) {
      System.arraycopy(flat.u, base, shownCurrent, 0, size);
    }
    if (shownPotential != null) {
      System.arraycopy(flat.v, base, shownPotential, 0, size);
    }
  }

  /** Sets the state to that before the first step; the flat one has been set. */
  void reset() {
    firing.count = 0;
    if (isFlat()) {
      show();
    } else {
      state.reset();
      current.reset();
    }
  }

  /** Returns the spikes; live. */
  int[] spikes() {
    if (isFlat()) {
      shown = true;
      show();
    }
    return firing.values;
  }

  /** Returns the synaptic currents; live. */
  int[] current() {
    if (!isFlat()) {
      return state.u;
    }
    if (shownCurrent == null) {
      shownCurrent = Arrays.copyOfRange(flat.u, base, base + size);
    }
    return shownCurrent;
  }

  /** Returns the membrane potentials; live. */
  int[] membranePotential() {
    if (!isFlat()) {
      return state.v;
    }
    if (shownPotential == null) {
      shownPotential = Arrays.copyOfRange(flat.v, base, base + size);
    }
    return shownPotential;
  }

  /** Sets the thresholds of a flat population; see {@link FineThresholds}. */
  void thresholds(int[] values) {
    System.arraycopy(values, 0, flat.threshold, base, size);
    System.arraycopy(values, 0, flat.adapted, base, size);
  }
}
