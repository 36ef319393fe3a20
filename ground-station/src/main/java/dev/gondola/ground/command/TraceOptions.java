package dev.gondola.ground.command;

import dev.gondola.ground.snn.TraceSelection;
import dev.gondola.ground.snn.TraceVariable;
import dev.gondola.snn.Network;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Mixin: which state is recorded, of which neurons. */
final class TraceOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--trace",
      paramLabel = "POPULATION:NEURONS",
      description =
          "Neurons whose state is recorded, such as hidden:0-9 or hidden:0,4; at most 64, may be"
              + " repeated (default: the first three of each of the first four populations).")
  private List<String> traces;

  @Option(
      names = "--record",
      paramLabel = "v|u|v,u",
      split = ",",
      defaultValue = "v",
      description = "State to record: membrane potential v, synaptic current u (${DEFAULT-VALUE}).")
  private List<String> record;

  @Option(
      names = "--traces",
      paramLabel = "FILE.csv",
      description = "Write the recorded state there, one row a step.")
  private Path file;

  Path file() {
    return file;
  }

  /** Returns whether neurons were chosen. */
  boolean chosen() {
    return traces != null;
  }

  List<TraceVariable> variables() {
    return record.stream().distinct().map(this::variable).toList();
  }

  private TraceVariable variable(String name) {
    return TraceVariable.ofLabel(name.strip())
        .orElseThrow(() -> usage("--record: there is no \"" + name + "\"; there are v and u"));
  }

  List<TraceSelection> selections(Network network) {
    if (traces == null) {
      return TraceSelection.few(network);
    }
    try {
      return TraceSelection.parse(network, traces);
    } catch (IllegalArgumentException e) {
      throw usage("--trace: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
