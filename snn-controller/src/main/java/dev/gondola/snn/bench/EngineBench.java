package dev.gondola.snn.bench;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineKind;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Measures the engines on the reference networks, beside the C program in the same run: in every
 * round each is timed once, and the medians of all rounds are told.
 */
public final class EngineBench {
  /** Batches of about 1 ms in a round. */
  private static final int BATCHES = 21;

  /** Individuals of the population. */
  public static final int INDIVIDUALS = 64;

  private EngineBench() {}

  /**
   * What one workload took.
   *
   * @param nanos median ns of thread CPU time for one step of one network
   * @param bytes bytes allocated in a step
   * @param checksum of the spikes of 4,096 steps from rest
   */
  public record Timing(double nanos, double bytes, String checksum) {}

  /**
   * All results.
   *
   * @param fast r160 at 5 % and 20 %, then the published controller, by the fast engine
   * @param scalar the same by plain loops
   * @param population the published controller, individuals in lock step
   * @param c the same three by the C program; empty without one
   */
  public record Result(
      List<Timing> fast,
      List<Timing> scalar,
      Timing population,
      Optional<List<CProgram.Timing>> c) {}

  /**
   * Runs the benchmark; takes some seconds a round.
   *
   * @param rounds at least 1
   * @param r160 the C program for R160, if there is one
   * @param paper that for the published controller
   * @param progress told the number of every round that is done
   * @throws IOException if the C program cannot be run
   */
  public static Result run(
      int rounds, Optional<CProgram> r160, Optional<CProgram> paper, IntConsumer progress)
      throws IOException {
    List<Workload> workloads = new ArrayList<>();
    workloads.addAll(of(EngineKind.FAST));
    workloads.addAll(of(EngineKind.SCALAR));
    workloads.add(new PaperPopulation(INDIVIDUALS));
    List<String> checksums = workloads.stream().map(Workload::checksum).toList();
    List<Measurement> measurements = workloads.stream().map(Measurement::new).toList();
    double[][] nanos = new double[workloads.size()][rounds];
    List<List<CProgram.Timing>> c = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int w = 0; w < nanos.length; w++) {
        nanos[w][round] = measurements.get(w).nanos(BATCHES);
      }
      if (r160.isPresent() && paper.isPresent()) {
        List<CProgram.Timing> timings = new ArrayList<>(r160.get().r160(BATCHES));
        timings.add(paper.get().paper(BATCHES));
        c.add(timings);
      }
      progress.accept(round + 1);
    }
    List<Timing> timings = new ArrayList<>();
    for (int w = 0; w < nanos.length; w++) {
      timings.add(
          new Timing(Measurement.median(nanos[w]), measurements.get(w).bytes(), checksums.get(w)));
    }
    return new Result(timings.subList(0, 3), timings.subList(3, 6), timings.get(6), medians(c));
  }

  private static List<Workload> of(EngineKind kind) {
    Function<Network, Engine> engines = network -> kind.make(network, Range.CHIP);
    List<Workload> workloads = new ArrayList<>(R160.atBothRates(engines));
    workloads.add(new Paper(engines));
    return workloads;
  }

  private static Optional<List<CProgram.Timing>> medians(List<List<CProgram.Timing>> rounds) {
    if (rounds.isEmpty()) {
      return Optional.empty();
    }
    List<CProgram.Timing> medians = new ArrayList<>();
    for (int k = 0; k < rounds.getFirst().size(); k++) {
      int index = k;
      double median =
          Measurement.median(rounds.stream().mapToDouble(r -> r.get(index).nanos()).toArray());
      medians.add(new CProgram.Timing(median, rounds.getFirst().get(k).checksum()));
    }
    return Optional.of(medians);
  }
}
