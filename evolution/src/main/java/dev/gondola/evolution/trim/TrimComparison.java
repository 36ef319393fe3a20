package dev.gondola.evolution.trim;

import dev.gondola.evolution.trim.LeakFlight.Phase;
import dev.gondola.snn.Network;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.ControllerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The same leak flown by three controllers: the one given, without learning; its PD part with a
 * learned integral; and with a learned integral and the trim learned by pressure.
 */
public final class TrimComparison {
  /** Steady errors are taken over the last 30 s of a phase. */
  private static final double STEADY_S = 30;

  /** A phase has settled when the error stays within this, m. */
  public static final double SETTLED_M = 0.1;

  /**
   * What a phase came to.
   *
   * @param phase its name
   * @param steadyM mean |error| over its last 30 s, m
   * @param largestM largest |error|, m
   * @param settledS time from its beginning until the error stays within 0.1 m, s; its length if it
   *     never does
   */
  public record PhaseResult(String phase, double steadyM, double largestM, double settledS) {}

  /**
   * A controller's flight.
   *
   * @param name the controller
   * @param phases by phase
   * @param track what it did in every control period
   */
  public record Flight(String name, List<PhaseResult> phases, Track track) {
    /** Copies the list. */
    public Flight {
      phases = List.copyOf(phases);
    }
  }

  /**
   * What became of the trim that was learned while full.
   *
   * @param learned when the first leak began, command units
   * @param leaked the same cells' trim when the leak had ended
   * @param returned the same when the refill began
   * @param changedWeights weights of these cells that changed while leaked
   */
  public record OldTrim(double learned, double leaked, double returned, int changedWeights) {}

  private static final int LEAKING = 1;
  private static final int LEAKED = 2;
  private static final int REFILLED = 3;

  private final LeakFlight leak;
  private final List<Flight> flights = new ArrayList<>();
  private final OldTrim oldTrim;
  private final Network learned;

  /**
   * Flies.
   *
   * @param leak the flight
   * @param spec the controller that does not learn, with a part {@code pd}
   * @throws IllegalArgumentException if it has no such part, or is not for 10 Hz
   */
  public TrimComparison(LeakFlight leak, ControllerSpec.Spiking spec) {
    if (Math.abs(spec.period() - LeakFlight.PERIOD_S) > 1e-9) {
      throw new IllegalArgumentException(
          "controller \"%s\" must have a period of %s s, has %s"
              .formatted(spec.name(), LeakFlight.PERIOD_S, spec.period()));
    }
    this.leak = leak;
    ControllerSpec.Spiking pd = spec.only("pd");
    flyPlain(spec.create());
    fly("integral", new RetrimmingController(pd.create(), false), tick -> {});
    RetrimmingController learner = new RetrimmingController(pd.create(), true);
    List<int[]> old = new ArrayList<>();
    fly(
        "integral and trim",
        learner,
        tick -> {
          if (tick == firstTick(LEAKING)
              || tick == firstTick(LEAKED)
              || tick == firstTick(REFILLED)) {
            old.add(learner.weightsAt(LeakFlight.FULL));
          }
        });
    learned = learner.learned();
    oldTrim =
        new OldTrim(
            RetrimmingController.command(old.get(0)),
            RetrimmingController.command(old.get(1)),
            RetrimmingController.command(old.get(2)),
            differing(old.get(1), old.get(2)));
  }

  private void flyPlain(Controller controller) {
    Track track = new Track(leak.ticks());
    leak.fly(
        controller, reading -> {}, (tick, height, command) -> track.add(height, command, 0, 0));
    add("no learning", track);
  }

  private void fly(String name, RetrimmingController learner, IntConsumer eachTick) {
    Track track = new Track(leak.ticks());
    leak.fly(
        learner,
        learner::pressure,
        (tick, height, command) -> {
          eachTick.accept(tick);
          track.add(height, command, learner.integral(), learner.trim());
        });
    add(name, track);
  }

  private void add(String name, Track track) {
    flights.add(
        new Flight(name, leak.phases().stream().map(p -> result(p, track)).toList(), track));
  }

  private int firstTick(int phase) {
    return LeakFlight.tick(leak.phases().get(phase).startS());
  }

  private static PhaseResult result(Phase phase, Track track) {
    int start = LeakFlight.tick(phase.startS());
    int end = LeakFlight.tick(phase.endS());
    int steady = Math.max(start, LeakFlight.tick(phase.endS() - STEADY_S));
    double sum = 0;
    double largest = 0;
    int settled = start;
    for (int i = start; i < end; i++) {
      double error = Math.abs(LeakFlight.HEIGHT_M - track.heightM(i));
      sum += i >= steady ? error : 0;
      largest = Math.max(largest, error);
      settled = error > SETTLED_M ? i + 1 : settled;
    }
    return new PhaseResult(
        phase.name(), sum / (end - steady), largest, (settled - start) * LeakFlight.PERIOD_S);
  }

  private static int differing(int[] a, int[] b) {
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      n += a[i] == b[i] ? 0 : 1;
    }
    return n;
  }

  /** Returns the flights: no learning, integral, integral and trim. */
  public List<Flight> flights() {
    return List.copyOf(flights);
  }

  /** Returns what became of the trim that was learned while full. */
  public OldTrim oldTrim() {
    return oldTrim;
  }

  /** Returns the trim network with what it had learned by the end. */
  public Network learned() {
    return learned;
  }
}
