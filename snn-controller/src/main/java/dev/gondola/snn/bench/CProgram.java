package dev.gondola.snn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The C program that the engines are measured against, compiled on this machine. */
public final class CProgram {
  private static final Pattern LINE =
      Pattern.compile("rate\\s+([0-9.]+)%\\s+median\\s+([0-9.]+).*spikes\\s+([0-9a-f]{16})");
  private static final long MINUTES = 5;

  private final Path binary;
  private final boolean ours;

  /**
   * One line of its output.
   *
   * @param nanos median ns of thread CPU time a step
   * @param checksum checksum of the spikes
   */
  public record Timing(double nanos, String checksum) {}

  private CProgram(Path binary, boolean ours) {
    this.binary = binary;
    this.ours = ours;
  }

  /**
   * Compiles the program that comes with Gondola.
   *
   * @param folder where to put it
   * @param compiler command of a C compiler, and its options
   * @throws IOException if there is no such compiler or it fails, with what it said
   */
  public static CProgram compile(Path folder, List<String> compiler) throws IOException {
    Path source = folder.resolve("limit.c");
    try (InputStream in = CProgram.class.getResourceAsStream("limit.c")) {
      Files.copy(in, source);
    }
    return compile(source, folder, compiler, true);
  }

  /**
   * Compiles another program for R160; it takes no arguments and prints lines with {@code rate},
   * {@code median} and {@code spikes}.
   *
   * @throws IOException if it cannot be compiled, with what the compiler said
   */
  public static CProgram compileR160(Path source, Path folder, List<String> compiler)
      throws IOException {
    return compile(source, folder, compiler, false);
  }

  private static CProgram compile(Path source, Path folder, List<String> compiler, boolean ours)
      throws IOException {
    Path binary = folder.resolve(ours ? "limit" : "r160");
    List<String> command = new ArrayList<>(compiler);
    command.addAll(List.of("-o", binary.toString(), source.toString(), "-lm"));
    run(command);
    return new CProgram(binary, ours);
  }

  /** Runs the reference network R160: about 5 % and 20 % spikes. */
  public List<Timing> r160(int batches) throws IOException {
    List<String> arguments = ours ? List.of("r160", Integer.toString(batches)) : List.of();
    return timings(arguments, 2);
  }

  /** Runs the published controller. */
  public Timing paper(int batches) throws IOException {
    return timings(List.of("paper", Integer.toString(batches)), 1).getFirst();
  }

  private List<Timing> timings(List<String> arguments, int expected) throws IOException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(arguments);
    String output = run(command);
    List<Timing> timings = new ArrayList<>();
    Matcher m = LINE.matcher(output);
    while (m.find()) {
      timings.add(new Timing(Double.parseDouble(m.group(2)), m.group(3)));
    }
    if (timings.size() != expected) {
      throw new IOException(binary + " printed no timings, but: " + output.strip());
    }
    return timings;
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + output.strip());
      }
      return output;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(command.getFirst() + " was interrupted", e);
    }
  }
}
