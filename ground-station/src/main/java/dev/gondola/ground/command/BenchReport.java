package dev.gondola.ground.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gondola.snn.bench.CProgram;
import dev.gondola.snn.bench.EngineBench;
import dev.gondola.snn.bench.EngineBench.Timing;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code snn bench} prints; as JSON described by {@code snn-bench.schema.json}. Times are ns
 * of thread CPU time for one step of one network; ratios are the engine's time over the C
 * program's.
 *
 * @param rounds rounds that the medians are of
 * @param vectorBits width of the vector instructions in use; 0: plain loops
 * @param compiler command of the C compiler; null without the C program
 */
record BenchReport(
    int rounds,
    int vectorBits,
    String compiler,
    R160 r160,
    Single paper,
    Population population,
    Scalar scalar) {

  /**
   * The recurrent network, at about 5 % and 20 % spikes; the naming rule has no _ before digits.
   */
  record R160(
      @JsonProperty("ns_per_step_5") double nsPerStep5,
      @JsonProperty("ns_per_step_20") double nsPerStep20,
      @JsonProperty("c_ns_per_step_5") Double cNsPerStep5,
      @JsonProperty("c_ns_per_step_20") Double cNsPerStep20,
      @JsonProperty("ratio_5") Double ratio5,
      @JsonProperty("ratio_20") Double ratio20,
      double bytesPerStep,
      @JsonProperty("checksum_5") String checksum5,
      @JsonProperty("checksum_20") String checksum20,
      @JsonProperty("c_checksum_5") String cChecksum5,
      @JsonProperty("c_checksum_20") String cChecksum20) {}

  /** The published controller in the fast engine. */
  record Single(
      double nsPerStep,
      Double cNsPerStep,
      Double ratio,
      double bytesPerStep,
      String checksum,
      String cChecksum) {}

  /** The published controller, individuals in lock step. */
  record Population(
      int individuals,
      double nsPerStep,
      double stepsPerS,
      double timesFast,
      Double timesC,
      double bytesPerStep,
      String checksum) {}

  /** Plain loops. */
  record Scalar(
      @JsonProperty("r160_ns_per_step_5") double r160NsPerStep5,
      @JsonProperty("r160_ns_per_step_20") double r160NsPerStep20,
      double paperNsPerStep) {}

  static BenchReport of(EngineBench.Result result, int rounds, int vectorBits, String compiler) {
    List<Timing> fast = result.fast();
    Optional<List<CProgram.Timing>> c = result.c();
    Double c5 = nanos(c, 0);
    Double c20 = nanos(c, 1);
    Double cPaper = nanos(c, 2);
    double t5 = fast.get(0).nanos();
    double t20 = fast.get(1).nanos();
    double paper = fast.get(2).nanos();
    double population = result.population().nanos();
    return new BenchReport(
        rounds,
        vectorBits,
        compiler,
        new R160(
            tenths(t5),
            tenths(t20),
            tenths(c5),
            tenths(c20),
            ratio(t5, c5),
            ratio(t20, c20),
            Math.max(fast.get(0).bytes(), fast.get(1).bytes()),
            fast.get(0).checksum(),
            fast.get(1).checksum(),
            checksum(c, 0),
            checksum(c, 1)),
        new Single(
            tenths(paper),
            tenths(cPaper),
            ratio(paper, cPaper),
            fast.get(2).bytes(),
            fast.get(2).checksum(),
            checksum(c, 2)),
        new Population(
            EngineBench.INDIVIDUALS,
            tenths(population),
            Math.rint(1e9 / population),
            ratio(paper, population),
            cPaper == null ? null : ratio(cPaper, population),
            result.population().bytes(),
            result.population().checksum()),
        new Scalar(
            tenths(result.scalar().get(0).nanos()),
            tenths(result.scalar().get(1).nanos()),
            tenths(result.scalar().get(2).nanos())));
  }

  private static Double nanos(Optional<List<CProgram.Timing>> c, int k) {
    return c.isPresent() ? c.get().get(k).nanos() : null;
  }

  private static String checksum(Optional<List<CProgram.Timing>> c, int k) {
    return c.isPresent() ? c.get().get(k).checksum() : null;
  }

  private static Double tenths(Double value) {
    return value == null ? null : Math.rint(value * 10) / 10;
  }

  private static Double ratio(double a, Double b) {
    return b == null ? null : Math.rint(a / b * 1000) / 1000;
  }

  /** Returns whether all who ran the same network saw the same spikes. */
  boolean checksumsAgree() {
    boolean engines = paper.checksum.equals(population.checksum);
    return engines
        && (compiler == null
            || (r160.checksum5.equals(r160.cChecksum5)
                && r160.checksum20.equals(r160.cChecksum20)
                && paper.checksum.equals(paper.cChecksum)));
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "ns of CPU time a step, medians of %d rounds; %s; C: %s%n%n",
        rounds,
        vectorBits == 0 ? "plain loops" : vectorBits + "-bit vectors",
        compiler == null ? "not measured" : compiler);
    out.printf("%-28s %9s %9s %9s %9s%n", "", "fast", "scalar", "C", "fast/C");
    row(
        out,
        "R160, 5 % spikes",
        r160.nsPerStep5,
        scalar.r160NsPerStep5,
        r160.cNsPerStep5,
        r160.ratio5);
    row(
        out,
        "R160, 20 % spikes",
        r160.nsPerStep20,
        scalar.r160NsPerStep20,
        r160.cNsPerStep20,
        r160.ratio20);
    row(out, "paper", paper.nsPerStep, scalar.paperNsPerStep, paper.cNsPerStep, paper.ratio);
    out.printf(
        Locale.ROOT,
        "%npopulation of %d: %.1f ns a step, %.3g steps/s, %.2f times fast%s%n",
        population.individuals,
        population.nsPerStep,
        population.stepsPerS,
        population.timesFast,
        population.timesC == null
            ? ""
            : String.format(Locale.ROOT, ", %.2f times C", population.timesC));
    out.printf(
        Locale.ROOT,
        "bytes allocated a step: R160 %.1f, paper %.1f, population %.1f%n",
        r160.bytesPerStep,
        paper.bytesPerStep,
        population.bytesPerStep);
    out.println("checksums of spikes " + (checksumsAgree() ? "agree" : "DIFFER"));
  }

  private static void row(
      PrintWriter out, String name, double fast, double scalar, Double c, Double ratio) {
    out.printf(
        Locale.ROOT,
        "%-28s %9.1f %9.1f %9s %9s%n",
        name,
        fast,
        scalar,
        c == null ? "-" : String.format(Locale.ROOT, "%.1f", c),
        ratio == null ? "-" : String.format(Locale.ROOT, "%.2f", ratio));
  }
}
