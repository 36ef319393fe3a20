package dev.gondola.sim.plant;

import dev.gondola.sim.plant.BlimpParameters.Drag;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import dev.gondola.sim.plant.IdentificationReport.Errors;
import dev.gondola.sim.plant.IdentificationReport.FlightFit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Identifies the height model of {@link BlimpPlant} from recorded flights.
 *
 * <p>From a start every 0.5 s the height is simulated 5 s ahead with the recorded commands; the
 * soft-L1 cost of the errors, taken every 0.5 s along the way, is minimised over the seven
 * parameters that all flights share and one buoyancy for each flight. Then every flight is left out
 * once, to see how well the others predict it.
 */
public final class Identification {
  /** Largest number of flights in one run. */
  public static final int MAX_FLIGHTS = 64;

  private static final double PERIOD_TOLERANCE = 0.1;
  private static final int ONE_SECOND = 10;

  private Identification() {}

  /**
   * Settings.
   *
   * @param seed the same seed gives the same report, whatever the number of threads
   * @param starts searches from different starting points for each fit, 1..100
   * @param evaluations evaluations of the cost for each search, 100..1,000,000
   * @param threads fits that run at the same time, 1..1024
   */
  public record Options(long seed, int starts, int evaluations, int threads) {
    /**
     * Two starts of 3500 evaluations on all processors: with the four flights twice as many change
     * the fitted errors at 5 s by less than 1 mm.
     */
    public static Options standard() {
      return new Options(1, 2, 3500, Runtime.getRuntime().availableProcessors());
    }

    /** Checks the ranges. */
    public Options {
      if (starts < 1 || starts > 100) {
        throw new IllegalArgumentException("starts must be 1..100, is " + starts);
      }
      if (evaluations < 100 || evaluations > 1_000_000) {
        throw new IllegalArgumentException("evaluations must be 100..1000000, is " + evaluations);
      }
      if (threads < 1 || threads > 1024) {
        throw new IllegalArgumentException("threads must be 1..1024, is " + threads);
      }
    }
  }

  /** Told how far a run is; called by several threads. */
  @FunctionalInterface
  public interface Progress {
    /** Nobody wants to know. */
    Progress NONE = (done, total) -> {};

    /**
     * Reports progress.
     *
     * @param done evaluations done
     * @param total largest number of evaluations in this run; a search may end before
     */
    void evaluated(int done, int total);
  }

  /**
   * Runs the identification.
   *
   * @param files flight recordings, see {@link FlightCsv}
   * @param options settings
   * @param progress told about every hundredth evaluation
   * @return the report
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException (of which {@link FlightCsvException}) if a file is not a valid
   *     recording of enough length, or there is none or too many
   */
  public static IdentificationReport run(List<Path> files, Options options, Progress progress)
      throws IOException {
    if (files.isEmpty() || files.size() > MAX_FLIGHTS) {
      throw new IllegalArgumentException(
          "1.." + MAX_FLIGHTS + " flight files are wanted, not " + files.size());
    }
    List<FlightWindows> flights = new ArrayList<>();
    for (Path file : files) {
      flights.add(windows(file));
    }
    List<JointFit.Result> fits = fitAll(flights, options, progress);
    JointFit.Result joint = fits.getFirst();
    List<FlightFit> table = new ArrayList<>();
    for (int i = 0; i < flights.size(); i++) {
      Optional<Errors> leftOut = Optional.empty();
      if (fits.size() > 1) {
        JointFit.Result others = fits.get(i + 1);
        double buoyancy =
            new JointFit(List.of(flights.get(i))).buoyancyOf(others.thrust(), others.drag());
        leftOut = Optional.of(errors(flights.get(i), others.thrust(), others.drag(), buoyancy));
      }
      FlightWindows flight = flights.get(i);
      double buoyancy = joint.buoyancies().get(i);
      table.add(
          new FlightFit(
              flight.flight.name(),
              flight.flight.rows(),
              flight.starts.length,
              buoyancy,
              errors(flight, joint.thrust(), joint.drag(), buoyancy),
              leftOut,
              staysPut(flight)));
    }
    return new IdentificationReport(joint.thrust(), joint.drag(), joint.cost(), options, table);
  }

  private static FlightWindows windows(Path file) throws IOException {
    FlightCsv flight = FlightCsv.read(file);
    FlightWindows windows = new FlightWindows(flight);
    if (windows.starts.length == 0) {
      throw new IllegalArgumentException(
          file + ": too short: 6 s in the air are needed for one prediction");
    }
    double period = (flight.timeS(flight.rows() - 1) - flight.timeS(0)) / (flight.rows() - 1);
    if (Math.abs(period / FlightCsv.PERIOD_S - 1) > PERIOD_TOLERANCE) {
      throw new IllegalArgumentException(
          "%s: one row every %.4f s by t_s; one control step of %s s a row is wanted"
              .formatted(file, period, FlightCsv.PERIOD_S));
    }
    return windows;
  }

  /** Returns the fit of all flights, then, if there are several, those without one of them. */
  private static List<JointFit.Result> fitAll(
      List<FlightWindows> flights, Options options, Progress progress) {
    List<List<FlightWindows>> sets = new ArrayList<>(List.of(flights));
    if (flights.size() > 1) {
      for (int out = 0; out < flights.size(); out++) {
        List<FlightWindows> others = new ArrayList<>(flights);
        others.remove(out);
        sets.add(others);
      }
    }
    int total = sets.size() * options.starts() * options.evaluations();
    AtomicInteger done = new AtomicInteger();
    Runnable evaluated =
        () -> {
          int now = done.incrementAndGet();
          if (now % 100 == 0) {
            progress.evaluated(now, total);
          }
        };
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(options.threads(), sets.size()))) {
      List<Future<JointFit.Result>> running =
          sets.stream()
              .map(
                  set ->
                      pool.submit(
                          () ->
                              new JointFit(set)
                                  .run(
                                      options.seed(),
                                      options.starts(),
                                      options.evaluations(),
                                      evaluated)))
              .toList();
      return running.stream().map(Identification::result).toList();
    }
  }

  private static JointFit.Result result(Future<JointFit.Result> fit) {
    try {
      return fit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the identification was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a fit failed", e.getCause());
    }
  }

  static Errors errors(FlightWindows flight, Thrust thrust, Drag drag, double buoyancy) {
    FlightPredictor predictor = new FlightPredictor(flight);
    predictor.drive(thrust);
    double[] predicted = new double[flight.height.length];
    double ahead5 = 0;
    double ahead1 = 0;
    for (int start : flight.starts) {
      predictor.predict(drag, buoyancy, start, FlightWindows.AHEAD, predicted);
      ahead5 +=
          square(predicted[FlightWindows.AHEAD - 1] - flight.height[start + FlightWindows.AHEAD]);
      ahead1 += square(predicted[ONE_SECOND - 1] - flight.height[start + ONE_SECOND]);
    }
    int rows = flight.airTo - flight.airFrom - 1;
    predictor.predict(drag, buoyancy, flight.airFrom, rows, predicted);
    double whole = 0;
    for (int row = 0; row < rows; row++) {
      whole += square(predicted[row] - flight.height[flight.airFrom + row + 1]);
    }
    int windows = flight.starts.length;
    return new Errors(
        Math.sqrt(ahead5 / windows), Math.sqrt(ahead1 / windows), Math.sqrt(whole / rows));
  }

  static double staysPut(FlightWindows flight) {
    double sum = 0;
    for (int start : flight.starts) {
      sum += square(flight.height[start + FlightWindows.AHEAD] - flight.height[start]);
    }
    return Math.sqrt(sum / flight.starts.length);
  }

  private static double square(double x) {
    return x * x;
  }
}
