package dev.gondola.ground.report;

import java.util.List;

/** One chart of a report. All charts of a page share the time axis, s, and zoom together. */
sealed interface Chart {

  /** A little more than the full command, 10, where the limiter cuts. */
  double COMMAND_LIMIT = 12;

  /**
   * Lines over time.
   *
   * @param limit the vertical range is cut here, both ways, until the reader asks for all of it: a
   *     few kicks would flatten all else; 0 for no limit
   */
  record LineChart(String title, String axis, double limit, List<Line> lines) implements Chart {}

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
