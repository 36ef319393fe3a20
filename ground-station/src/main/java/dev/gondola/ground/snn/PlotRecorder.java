package dev.gondola.ground.snn;

import dev.gondola.ground.report.NetworkRunReport;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import java.util.List;

/** Gathers what is drawn of a run, in memory that does not grow with the run or the network. */
public final class PlotRecorder implements StepObserver {
  private final RasterRecorder raster;
  private final TraceRecorder traces;
  private final RateRecorder rates;

  /**
   * Makes empty plots.
   *
   * @param network the network that will run
   * @param selections neurons whose state is drawn
   * @param variables what of their state
   */
  public PlotRecorder(
      Network network, List<TraceSelection> selections, List<TraceVariable> variables) {
    raster = new RasterRecorder(network);
    traces = new TraceRecorder(network, selections, variables);
    rates = new RateRecorder(network);
  }

  @Override
  public void observe(long step, Engine engine) {
    raster.observe(step, engine);
    traces.observe(step, engine);
    rates.observe(step, engine);
  }

  /**
   * Returns the plots with the run's figures.
   *
   * @param title heading
   * @param figures of the same run
   */
  public NetworkRunReport report(String title, RunFigures figures) {
    return new NetworkRunReport(
        title,
        figures.facts(),
        figures.table(),
        figures.time().axis(),
        raster.raster(figures.time()),
        traces.traces(figures.time()),
        rates.traces(figures.time()));
  }
}
