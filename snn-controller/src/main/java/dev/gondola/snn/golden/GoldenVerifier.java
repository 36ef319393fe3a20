package dev.gondola.snn.golden;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineFactory;
import dev.gondola.snn.engine.FixedPointEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs golden vectors through an engine and counts every value that differs. */
public final class GoldenVerifier {
  private final EngineFactory engines;
  private final FixedPointEngine.Range range;

  /**
   * Makes a verifier.
   *
   * @param engines makes the engine under test
   * @param range whether cases beyond the chip's range are run or refused
   */
  public GoldenVerifier(EngineFactory engines, FixedPointEngine.Range range) {
    this.engines = engines;
    this.range = range;
  }

  /**
   * What became of one file.
   *
   * @param file the file's name
   * @param steps steps run; 0 if unsupported
   * @param mismatches differing u, v and spike values, plus 1 if only the hash differs
   * @param unsupported why the case was not run; empty if it was
   */
  public record Result(String file, int steps, long mismatches, String unsupported) {

    /** Returns whether the case was run. */
    public boolean ran() {
      return unsupported.isEmpty();
    }
  }

  /**
   * Runs every {@code .json} and {@code .json.gz} file of a folder in the order of their names.
   *
   * @param progress called with each result as it comes
   * @throws NetworkException if there is no such folder or no such file in it
   */
  public List<Result> verifyAll(Path folder, Consumer<Result> progress) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().matches(".*\\.json(\\.gz)?")).sorted().toList();
    } catch (IOException e) {
      throw new NetworkException(
          folder.toString(), List.of("is not a folder that can be read: " + e.getMessage()));
    }
    if (files.isEmpty()) {
      throw new NetworkException(
          folder.toString(), List.of("holds no golden file (*.json or *.json.gz)"));
    }
    return files.stream().map(this::verify).peek(progress).toList();
  }

  /** Runs one file. A case that cannot be run is a result, not an exception. */
  public Result verify(Path file) {
    String name = file.getFileName().toString();
    GoldenCase golden;
    Engine engine;
    try {
      golden = GoldenFile.read(file);
      engine = engines.make(golden.network(), range);
    } catch (NetworkException e) {
      return new Result(name, 0, 0, e.getMessage().replace("\n ", ""));
    }
    return new Result(name, golden.steps(), run(golden, engine), "");
  }

  private static long run(GoldenCase golden, Engine engine) {
    MessageDigest hash = sha256();
    long mismatches = 0;
    int row = 0;
    for (int t = 1; t <= golden.steps(); t++) {
      for (int i = 0; i < golden.stimulus().length; i++) {
        int[] values = golden.stimulus()[i][t - 1];
        System.arraycopy(values, 0, engine.input(i), 0, values.length);
      }
      engine.step();
      boolean recorded = row < golden.recordedSteps().length && golden.recordedSteps()[row] == t;
      for (int p = 0; p < golden.expected().size(); p++) {
        GoldenCase.Trace trace = golden.expected().get(p);
        mismatches += differences(trace.spikes()[t - 1], engine.spikes(p));
        if (recorded) {
          mismatches += differences(trace.u()[row], engine.current(p));
          mismatches += differences(trace.v()[row], engine.membranePotential(p));
        }
        update(hash, engine.current(p));
        update(hash, engine.membranePotential(p));
        update(hash, engine.spikes(p));
      }
      row += recorded ? 1 : 0;
    }
    boolean same = HexFormat.of().formatHex(hash.digest()).equals(golden.sha256());
    return mismatches == 0 && !same ? 1 : mismatches;
  }

  private static long differences(int[] expected, int[] actual) {
    long count = 0;
    for (int i = 0; i < expected.length; i++) {
      count += expected[i] == actual[i] ? 0 : 1;
    }
    return count;
  }

  private static void update(MessageDigest hash, int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    hash.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
