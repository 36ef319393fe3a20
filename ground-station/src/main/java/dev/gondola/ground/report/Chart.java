package dev.gondola.ground.report;

import java.util.List;

/** One chart of a report. All charts of a page share the time axis, s, and zoom together. */
sealed interface Chart {

  /**
   * Lines over time.
   *
   * @param robust whether the vertical range follows the bulk of the values at first, because a few
   *     kicks would flatten all else; the reader can switch to the full range
   */
  record LineChart(String title, String axis, boolean robust, List<Line> lines) implements Chart {}

  /** Spikes of each neuron over time. */
  record RasterChart(String title, Series timesS, SpikeRaster spikes) implements Chart {}

  /**
   * A line.
   *
   * @param color index into the page's palette; -1 for the neutral colour of references
   * @param held whether a value holds until the next (a command), or runs on to it (a height)
   */
  record Line(String label, int color, boolean held, Series timesS, Series values) {

    static Line sampled(String label, int color, Series timesS, Series values) {
      return new Line(label, color, false, timesS, values);
    }

    static Line held(String label, int color, Series timesS, Series values) {
      return new Line(label, color, true, timesS, values);
    }

    static Line reference(String label, Series timesS, Series values) {
      return new Line(label, -1, true, timesS, values);
    }
  }
}
