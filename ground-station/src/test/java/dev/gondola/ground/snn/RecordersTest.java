package dev.gondola.ground.snn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.report.NetworkRunReport.Raster;
import dev.gondola.ground.report.NetworkRunReport.Trace;
import dev.gondola.ground.report.NetworkRunReport.Traces;
import dev.gondola.ground.report.Series;
import dev.gondola.ground.report.SpikeRaster;
import dev.gondola.ground.snn.stimulus.RandomStimulus;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is recorded of a run")
class RecordersTest {
  private static final StepTime STEPS = new StepTime(OptionalDouble.empty());

  private record Spike(long step, int neuron) {}

  private final Network network = SampleNetworks.recurrent(40, 7);

  private long run(Network net, long steps, StepObserver... observers) {
    Engine engine = new FixedPointEngine(net);
    try {
      NetworkRun.run(
          engine, new RandomStimulus(0.2, 1), steps, List.of(observers), () -> false, done -> {});
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return engine.spikeCount();
  }

  private static double[] values(Series series) {
    double[] values = new double[series.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = series.at(i);
    }
    return values;
  }

  @Test
  @DisplayName("counts every spike once, and knows the first")
  void statistics() {
    SpikeStatistics statistics = new SpikeStatistics(network);
    List<Spike> seen = new ArrayList<>();
    StepObserver plain =
        (step, engine) -> {
          for (int i = 0; i < 40; i++) {
            if (engine.spikes(0)[i] != 0) {
              seen.add(new Spike(step, i));
            }
          }
        };
    long all = run(network, 100, statistics, plain);
    SpikeStatistics.Summary hidden = statistics.summary(0);
    assertEquals(all, hidden.spikes() + statistics.summary(1).spikes());
    assertEquals(seen.size(), hidden.spikes());
    assertEquals(seen.getFirst(), new Spike(hidden.firstStep(), hidden.firstNeuron()));
    assertEquals(seen.stream().map(Spike::neuron).distinct().count(), hidden.activeNeurons());
    long firstOf5 =
        seen.stream().filter(s -> s.neuron() == 5).mapToLong(Spike::step).findFirst().orElse(0);
    assertEquals(firstOf5, statistics.firstSteps(0)[5]);
  }

  @Test
  @DisplayName("is nothing of neurons that do not spike")
  void silent() {
    SpikeStatistics statistics = new SpikeStatistics(SampleNetworks.direct(3));
    run(SampleNetworks.direct(3), 20, statistics);
    assertEquals(new SpikeStatistics.Summary("n", 3, 0, 0, 0, -1), statistics.summary(0));
  }

  @ParameterizedTest(name = "{0} neurons, {1} steps")
  @CsvSource({"40, 50", "40, 5000", "700, 60", "1300, 4500"})
  @DisplayName("shows all spikes in a raster of bounded size, and says what a row and column are")
  void raster(int neurons, int steps) {
    Network net = SampleNetworks.direct(neurons);
    RasterRecorder recorder = new RasterRecorder(net);
    Engine engine = new FixedPointEngine(net);
    for (int step = 1; step <= steps; step++) {
      // One neuron spikes in each step, the next one in the next.
      engine.input(0)[step % neurons] = 1000;
      engine.step();
      engine.input(0)[step % neurons] = 0;
      recorder.observe(step, engine);
    }
    assertEquals(steps, engine.spikeCount());
    Raster raster = recorder.raster(STEPS);
    SpikeRaster spikes = raster.spikes();
    assertTrue(spikes.rows() <= RasterRecorder.MAX_ROWS);
    assertTrue(spikes.ticks() <= RasterRecorder.MAX_COLUMNS);
    assertEquals(spikes.ticks(), raster.times().size());
    assertEquals(1, raster.times().at(0));
    int perRow = Math.ceilDiv(neurons, RasterRecorder.MAX_ROWS);
    int perColumn = steps > RasterRecorder.MAX_COLUMNS ? 2 : 1;
    assertEquals(
        List.of(new SpikeRaster.Population("n", neurons, Math.ceilDiv(neurons, perRow))),
        spikes.populations());
    assertEquals(perRow > 1, raster.title().contains("a row is " + perRow + " neurons"));
    assertEquals(perColumn > 1, raster.title().contains("a column is " + perColumn + " steps"));
    assertEquals(steps, Arrays.stream(values(spikes.totals())).sum());
    assertEquals(spikes.totals(), raster.totals());
  }

  @Test
  @DisplayName(
      "keeps its shades in proportion where one cell has more spikes than a byte can count")
  void shades() {
    Network net = SampleNetworks.direct(2);
    RasterRecorder recorder = new RasterRecorder(net);
    Engine engine = new FixedPointEngine(net);
    int steps = RasterRecorder.MAX_COLUMNS * 256;
    for (int step = 1; step <= steps; step++) {
      engine.input(0)[0] = 1000;
      engine.input(0)[1] = step == 1 ? 1000 : 0;
      engine.step();
      recorder.observe(step, engine);
    }
    Raster raster = recorder.raster(STEPS);
    assertEquals(257, raster.totals().at(0));
    assertEquals(256, raster.totals().at(1));
    assertEquals(127 + 1, raster.spikes().totals().at(0), "a single spike is not lost");
    assertEquals(127, raster.spikes().totals().at(1));
  }

  @Test
  @DisplayName("shows inputs that are spikes, not those that are currents")
  void inputs() {
    RasterRecorder recorder = new RasterRecorder(network);
    run(network, 10, recorder);
    assertEquals(
        List.of("input in", "hidden", "out"),
        recorder.raster(STEPS).spikes().populations().stream()
            .map(SpikeRaster.Population::name)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 150, 1000, 1001})
  @DisplayName("is a rate whose mean is the mean of the spikes, in Hz where a step's time is known")
  void rates(int steps) {
    RateRecorder recorder = new RateRecorder(network);
    SpikeStatistics statistics = new SpikeStatistics(network);
    run(network, steps, recorder, statistics);
    Traces rates = recorder.traces(STEPS);
    double sum = 0;
    Trace hidden = rates.lines().getFirst();
    for (int bin = 0; bin + 1 < rates.times().size(); bin++) {
      sum += hidden.values().at(bin) * (rates.times().at(bin + 1) - rates.times().at(bin));
    }
    assertEquals((double) statistics.summary(0).spikes(), sum * 40, 1e-6);
    assertEquals(steps + 1, rates.times().at(rates.times().size() - 1));
    assertTrue(rates.times().size() <= 201);
    Traces hertz = recorder.traces(new StepTime(OptionalDouble.of(0.001)));
    assertEquals(1000 * hidden.values().at(0), hertz.lines().getFirst().values().at(0), 1e-9);
    assertEquals("rate [Hz]", hertz.axis());
  }

  @Test
  @DisplayName("is every value of a trace in a short run")
  void shortTrace() {
    TraceRecorder recorder =
        new TraceRecorder(
            network,
            TraceSelection.parse(network, List.of("hidden:3,9")),
            List.of(TraceVariable.V, TraceVariable.U));
    double[] v = new double[80];
    run(network, 80, recorder, (step, e) -> v[(int) step - 1] = e.membranePotential(0)[9]);
    List<Traces> traces = recorder.traces(STEPS);
    assertEquals(
        List.of("Membrane potential v of hidden", "Synaptic current u of hidden"),
        traces.stream().map(Traces::title).toList());
    assertArrayEquals(v, values(traces.getFirst().lines().get(1).values()));
    assertEquals("hidden[9]", traces.getFirst().lines().get(1).label());
    assertEquals(6400, traces.getFirst().reference().orElseThrow().values().at(0));
    assertTrue(traces.get(1).reference().isEmpty(), "a current has no threshold");
  }

  @Test
  @DisplayName("is the lowest and the highest value of each stretch in a long run")
  void longTrace() {
    int steps = 9999;
    TraceRecorder recorder =
        new TraceRecorder(network, TraceSelection.few(network), List.of(TraceVariable.V));
    int[] v = new int[steps];
    run(network, steps, recorder, (step, e) -> v[(int) step - 1] = e.membranePotential(0)[0]);
    Traces traces = recorder.traces(STEPS).getFirst();
    Series shown = traces.lines().getFirst().values();
    int stretch = 8;
    assertEquals(2500, shown.size());
    assertEquals(traces.times().size(), shown.size());
    assertTrue(traces.title().endsWith(": lowest and highest of 8 steps"), traces.title());
    for (int bin = 0; bin < 1250; bin++) {
      int[] of = Arrays.copyOfRange(v, bin * stretch, Math.min(steps, (bin + 1) * stretch));
      int low = Arrays.stream(of).min().orElseThrow();
      int high = Arrays.stream(of).max().orElseThrow();
      boolean lowFirst = shown.at(2 * bin) == low;
      assertEquals(lowFirst ? low : high, shown.at(2 * bin), "bin " + bin);
      assertEquals(lowFirst ? high : low, shown.at(2 * bin + 1), "bin " + bin);
    }
  }

  @Test
  @DisplayName("ends where the run was stopped")
  void stopped() throws IOException {
    PlotRecorder plots =
        new PlotRecorder(network, TraceSelection.few(network), List.of(TraceVariable.V));
    long[] done = {0};
    long steps =
        NetworkRun.run(
            new FixedPointEngine(network),
            new RandomStimulus(0.2, 1),
            100_000,
            List.<StepObserver>of(plots, (step, engine) -> done[0] = step),
            () -> done[0] == 777,
            progress -> {});
    assertEquals(777, steps);
    SpikeStatistics statistics = new SpikeStatistics(network);
    RunFigures figures =
        new RunFigures(
            "f", Optional.empty(), network, "scalar", "x", steps, 100_000, STEPS, statistics, 0);
    assertTrue(figures.text().contains("steps 777 of 100000, stopped"), figures.text());
    String html = plots.report("t", figures).html();
    assertTrue(html.contains("777 of 100000, stopped"));
  }

  @Test
  @DisplayName("is written as it comes: a line a spike, a row of states a step")
  void csv(@TempDir Path folder) throws IOException {
    Path spikes = folder.resolve("s.csv");
    Path states = folder.resolve("t.csv");
    long count;
    try (SpikeCsv s = new SpikeCsv(spikes, network.populations());
        TraceCsv t =
            new TraceCsv(
                states,
                network,
                TraceSelection.parse(network, List.of("out:0-1", "hidden:5")),
                List.of(TraceVariable.U, TraceVariable.V))) {
      count = run(network, 50, s, t);
    }
    List<String> lines = Files.readAllLines(spikes);
    assertEquals("step,population,neuron,value", lines.getFirst());
    assertEquals(count, lines.size() - 1);
    assertTrue(lines.get(1).matches("\\d+,hidden,\\d+,1"), lines.get(1));
    List<String> rows = Files.readAllLines(states);
    assertEquals(
        "step,u out[0],u out[1],u hidden[5],v out[0],v out[1],v hidden[5]", rows.getFirst());
    assertEquals(51, rows.size());
    assertTrue(rows.getLast().matches("50(,-?\\d+){6}"), rows.getLast());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hidden        | must be POPULATION:NEURONS
          nobody:1      | no population "nobody"
          hidden:       | must be a neuron or a range
          hidden:40     | has the neurons 0 to 39, not 40
          hidden:5-4    | has the neurons 0 to 39, not 5-4
          hidden:0-999999999 | has the neurons 0 to 39
          """)
  @DisplayName("refuses neurons that are not there")
  void selection(String text, String reason) {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> TraceSelection.parse(network, List.of("out:0", text)));
    assertTrue(fault.getMessage().contains(reason), fault.getMessage());
  }

  @Test
  @DisplayName("refuses more neurons than a plot can show")
  void tooManyTraces() {
    Network large = SampleNetworks.direct(1000);
    assertThrows(
        IllegalArgumentException.class, () -> TraceSelection.parse(large, List.of("n:0-999")));
    assertEquals(
        64, TraceSelection.parse(large, List.of("n:0-63", "n:5")).getFirst().neurons().size());
  }
}
