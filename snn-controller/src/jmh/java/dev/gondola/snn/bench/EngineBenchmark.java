package dev.gondola.snn.bench;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineKind;
import dev.gondola.snn.engine.Engines;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a step costs, ns of wall time. The workloads are those of {@link EngineBench}, whose
 * networks C programs draw too; each run starts where the one before stopped.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class EngineBenchmark {
  private static final int STEPS = 512;
  private static final int LOCK_STEPS = 16;

  /** One network in one engine. */
  @State(Scope.Thread)
  public static class Single {
    /** Which network. */
    public enum Name {
      R160_5_PERCENT,
      R160_20_PERCENT,
      PAPER
    }

    @Param Name network;

    @Param EngineKind engine;

    Workload workload;

    /** Makes the workload. */
    @Setup(Level.Trial)
    public void make() {
      requireVectors();
      Function<Network, Engine> engines = n -> engine.make(n, Range.CHIP);
      workload =
          switch (network) {
            case R160_5_PERCENT -> R160.atBothRates(engines).getFirst();
            case R160_20_PERCENT -> R160.atBothRates(engines).getLast();
            case PAPER -> new Paper(engines);
          };
    }
  }

  /** The paper's networks, many individuals in lock step. */
  @State(Scope.Thread)
  public static class Population {
    @Param({"16", "64", "256"})
    int individuals;

    Workload workload;

    /** Makes the workload. */
    @Setup(Level.Trial)
    public void make() {
      requireVectors();
      workload = new PaperPopulation(individuals);
    }
  }

  private static void requireVectors() {
    if (!Engines.vectorsAvailable()) {
      throw new IllegalStateException(
          "no vector instructions: start with --add-modules=jdk.incubator.vector");
    }
  }

  /** One step of one network, its encoder and decoder. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long step(Single single) {
    return single.workload.run(STEPS);
  }

  /** One step of all individuals: divide by their number for that of one. */
  @Benchmark
  @OperationsPerInvocation(LOCK_STEPS)
  public long populationStep(Population population) {
    return population.workload.run(LOCK_STEPS);
  }
}
