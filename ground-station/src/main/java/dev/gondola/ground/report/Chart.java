package dev.gondola.ground.report;

import java.util.List;

/** One chart of a report. All charts of a page share the time axis and zoom together. */
sealed interface Chart {

  /** A little more than the full command, 10, where the limiter cuts. */
  double COMMAND_LIMIT = 12;

  /**
   * Lines over time.
   *
   * @param digits digits after the point of a value under the cursor
   * @param limit the vertical range is cut here, both ways, until the reader asks for all of it: a
   *     few kicks would flatten all else; 0 for no limit
   */
  record LineChart(String title, String axis, int digits, double limit, List<Line> lines)
      implements Chart {

    /** A chart with three digits after the point. */
    LineChart(String title, String axis, double limit, List<Line> lines) {
      this(title, axis, 3, limit, lines);
    }
  }

  /**
   * Spikes of each neuron over time.
   *
   * @param countLabel what the number of all spikes at one time is called
   * @param totals that number, at each time
   */
  record RasterChart(
      String title, String countLabel, Series times, Series totals, SpikeRaster spikes)
      implements Chart {

    /** A raster with one count for each control period. */
    RasterChart(String title, Series timesS, SpikeRaster spikes) {
      this(title, "spikes in this control period", timesS, spikes.totals(), spikes);
    }
  }

  /**
   * A line.
   *
   * @param color index into the page's palette; -1 for the neutral colour of references
   * @param held whether a value holds until the next (a command), or runs on to it (a height)
   */
  record Line(String label, int color, boolean held, Series times, Series values) {

    static Line sampled(String label, int color, Series times, Series values) {
      return new Line(label, color, false, times, values);
    }

    static Line held(String label, int color, Series times, Series values) {
      return new Line(label, color, true, times, values);
    }

    static Line reference(String label, Series times, Series values) {
      return new Line(label, -1, true, times, values);
    }
  }
}
