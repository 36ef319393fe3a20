package dev.gondola.snn.control;

import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineFactory;
import dev.gondola.snn.engine.FixedPointEngine;
import java.util.Arrays;
import java.util.List;

/**
 * A controller made of spiking networks. From the encoder's integers to the decoder's there is no
 * floating point, so the same errors give the same spikes on every machine.
 */
public final class SpikingController implements Controller, SpikeActivity {
  private final Runner[] runners;
  private final int neurons;
  private final int stepsPerTick;
  private int spikes;
  private int synapticOperations;

  /**
   * Makes a controller that adds up the commands of its parts.
   *
   * @param parts at least one part
   * @throws dev.gondola.snn.NetworkException if a network is beyond the chip's range
   * @throws IllegalArgumentException if there is no part
   */
  public SpikingController(List<SpikingPart> parts) {
    this(parts, FixedPointEngine::new);
  }

  /**
   * Makes a controller that adds up the commands of its parts, on engines of the caller's choice.
   *
   * @param parts at least one part
   * @param engines makes the engine of each part; whatever it holds open is the caller's to close
   * @throws dev.gondola.snn.NetworkException if an engine cannot run its network
   * @throws IllegalArgumentException if there is no part
   */
  public SpikingController(List<SpikingPart> parts, EngineFactory engines) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a spiking controller needs at least one part");
    }
    runners = parts.stream().map(p -> new Runner(p, engines)).toArray(Runner[]::new);
    neurons = parts.stream().mapToInt(p -> p.network().neurons()).sum();
    stepsPerTick = parts.stream().mapToInt(p -> p.network().stepsPerTick()).max().orElseThrow();
  }

  @Override
  public double update(double setpoint, double measurement) {
    double error = setpoint - measurement;
    double command = 0;
    spikes = 0;
    synapticOperations = 0;
    for (Runner runner : runners) {
      command += runner.update(error);
      spikes += runner.spikes;
      synapticOperations += runner.synapticOperations;
    }
    return command;
  }

  @Override
  public void reset() {
    for (Runner runner : runners) {
      runner.reset();
    }
    spikes = 0;
    synapticOperations = 0;
  }

  @Override
  public int neurons() {
    return neurons;
  }

  @Override
  public int spikes() {
    return spikes;
  }

  @Override
  public int synapticOperations() {
    return synapticOperations;
  }

  @Override
  public int stepsPerTick() {
    return stepsPerTick;
  }

  @Override
  public void copySpikeCounts(byte[] counts) {
    int offset = 0;
    for (Runner runner : runners) {
      offset = runner.copySpikeCounts(counts, offset);
    }
  }

  /** One part while it runs. */
  private static final class Runner {
    private final PairedCurrentEncoder encoder;
    private final PairedLeakyDecoder decoder;
    private final Engine engine;
    private final int[] input;
    private final int[] output;
    private final int[][] populations;
    private final int[][] counts;
    private final int steps;
    private int integrator;
    private int spikes;
    private int synapticOperations;

    Runner(SpikingPart part, EngineFactory engines) {
      encoder = part.encoder();
      decoder = part.decoder();
      engine = engines.create(part.network());
      input = engine.input(part.network().inputIndex(part.input()));
      output = engine.spikes(part.network().populationIndex(part.output()));
      steps = part.network().stepsPerTick();
      int n = part.network().populations().size();
      populations = new int[n][];
      counts = new int[n][];
      for (int i = 0; i < n; i++) {
        populations[i] = engine.spikes(i);
        counts[i] = new int[populations[i].length];
      }
    }

    double update(double error) {
      encoder.encode(error, input);
      clearCounts();
      long spikesBefore = engine.spikeCount();
      long operationsBefore = engine.synapticOperations();
      for (int i = 0; i < steps; i++) {
        engine.step();
        integrator = decoder.advance(integrator, output);
        countSpikes();
      }
      spikes = (int) (engine.spikeCount() - spikesBefore);
      synapticOperations = (int) (engine.synapticOperations() - operationsBefore);
      return integrator * decoder.unit();
    }

    private void clearCounts() {
      for (int[] row : counts) {
        Arrays.fill(row, 0);
      }
    }

    private void countSpikes() {
      for (int p = 0; p < counts.length; p++) {
        int[] row = counts[p];
        int[] s = populations[p];
        for (int i = 0; i < row.length; i++) {
          row[i] += s[i] & 1;
        }
      }
    }

    int copySpikeCounts(byte[] into, int offset) {
      int k = offset;
      for (int[] row : counts) {
        for (int count : row) {
          into[k++] = (byte) Math.min(count, Byte.MAX_VALUE);
        }
      }
      return k;
    }

    void reset() {
      engine.reset();
      integrator = 0;
      clearCounts();
    }
  }
}
