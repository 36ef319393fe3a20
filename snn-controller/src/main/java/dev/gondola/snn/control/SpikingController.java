package dev.gondola.snn.control;

import dev.gondola.snn.coding.Decoder;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.coding.EventSink;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import java.util.Arrays;
import java.util.List;

/**
 * A controller made of spiking networks. From the encoder's integers to the decoder's there is no
 * floating point, so the same errors give the same spikes on every machine.
 */
public final class SpikingController implements Controller, SpikeActivity, EventSink {
  private final Runner[] runners;
  private final EventSink[] eventSinks;
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
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a spiking controller needs at least one part");
    }
    runners = parts.stream().map(Runner::new).toArray(Runner[]::new);
    eventSinks =
        Arrays.stream(runners)
            .map(r -> r.encoder)
            .filter(EventSink.class::isInstance)
            .map(EventSink.class::cast)
            .toArray(EventSink[]::new);
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

  /**
   * Takes an event of a camera, for every part with an event encoder; it counts from the next
   * update on. Without such a part it does nothing.
   *
   * @param x column, from 0
   * @param y row, from 0
   * @param on whether the pixel became brighter
   */
  @Override
  public void event(int x, int y, boolean on) {
    for (EventSink sink : eventSinks) {
      sink.event(x, y, on);
    }
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
    private final Encoder.Run encoder;
    private final Decoder.Run decoder;
    private final double unit;
    private final Engine engine;
    private final int[] input;
    private final int[] output;
    private final int[][] populations;
    private final int[][] counts;
    private final int steps;
    private int spikes;
    private int synapticOperations;

    Runner(SpikingPart part) {
      engine = new FixedPointEngine(part.network());
      input = engine.input(part.network().inputIndex(part.input()));
      output = engine.spikes(part.network().populationIndex(part.output()));
      steps = part.network().stepsPerTick();
      encoder = part.encoder().start(steps);
      decoder = part.decoder().start(steps);
      unit = part.decoder().unit();
      int n = part.network().populations().size();
      populations = new int[n][];
      counts = new int[n][];
      for (int i = 0; i < n; i++) {
        populations[i] = engine.spikes(i);
        counts[i] = new int[populations[i].length];
      }
    }

    double update(double error) {
      encoder.encode(error);
      clearCounts();
      long spikesBefore = engine.spikeCount();
      long operationsBefore = engine.synapticOperations();
      for (int i = 0; i < steps; i++) {
        encoder.write(i, input);
        engine.step();
        decoder.read(i, output);
        countSpikes();
      }
      spikes = (int) (engine.spikeCount() - spikesBefore);
      synapticOperations = (int) (engine.synapticOperations() - operationsBefore);
      return decoder.value() * unit;
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
      encoder.reset();
      decoder.reset();
      clearCounts();
    }
  }
}
