package dev.gondola.snn.loihi;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** Runs a network on a host beside the JVM engine, with random spikes as input, and compares. */
public final class HostCheck {
  private static final long SEED = 1;
  private static final int SPIKE_PERCENT = 30;

  private final HostAddress address;
  private final LinkOptions options;
  private final LinkClock clock;

  /**
   * What came out.
   *
   * @param backend the host's name for what ran the network
   * @param steps network steps
   * @param stepsPerRound steps of one round trip
   * @param spikes spikes of the JVM engine
   * @param mismatches neurons and steps in which the host's spike was not the JVM engine's
   * @param roundTripP50Nanos median round trip, ns, to 3 %
   * @param roundTripP99Nanos 99th percentile, ns, to 3 %
   */
  public record Result(
      String backend,
      int steps,
      int stepsPerRound,
      long spikes,
      long mismatches,
      long roundTripP50Nanos,
      long roundTripP99Nanos) {}

  /**
   * Makes a check.
   *
   * @param address where the host listens
   * @param options waits; the budget does not matter here
   * @param clock the time
   */
  public HostCheck(HostAddress address, LinkOptions options, LinkClock clock) {
    this.address = address;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Connects, loads and runs. Every channel of every input spikes with a probability of 30 % in a
   * round, the same for the same network.
   *
   * @param network the network; its steps per tick are run in one round trip
   * @param steps network steps, rounded up to whole rounds
   * @param progress is told the steps done after each round
   * @throws IOException if the host is not there, refuses, or does not keep to the protocol
   * @throws dev.gondola.snn.NetworkException if the network cannot run on a host
   */
  public Result run(Network network, int steps, LongConsumer progress) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    return run(
        network,
        steps,
        progress,
        (first, input) -> {
          for (int k = 0; k < input.length; k++) {
            input[k] = random.nextInt(100) < SPIKE_PERCENT ? 1 : 0;
          }
        });
  }

  /** Gives the input of a round. */
  @FunctionalInterface
  public interface Stimulus {
    /**
     * Writes the values of all input channels, in the network's order.
     *
     * @param firstStep the round's first step, from 1
     * @param values to be written
     */
    void write(int firstStep, int[] values);
  }

  /** As {@link #run(Network, int, LongConsumer)} with a stimulus of the caller's. */
  public Result run(Network network, int steps, LongConsumer progress, Stimulus stimulus)
      throws IOException {
    NetworkImage image = new NetworkImage(network, network.stepsPerTick());
    Engine jvm = new FixedPointEngine(network);
    RoundTrips roundTrips = new RoundTrips();
    int[] values = new int[image.channels()];
    int rounds = Math.ceilDiv(steps, image.steps());
    long mismatches = 0;
    try (HostSession session =
        HostSession.open(
            address, image, clock, options.replyPatienceNanos(), options.buildPatienceNanos())) {
      for (int round = 0; round < rounds; round++) {
        int first = 1 + round * image.steps();
        stimulus.write(first, values);
        long start = clock.nanoTime();
        session.request(first, values);
        if (!session.await(start + options.replyPatienceNanos())) {
          throw new HostFault("the host does not answer");
        }
        roundTrips.add(clock.nanoTime() - start);
        mismatches += compare(session, jvm, values, image);
        progress.accept((long) (round + 1) * image.steps());
      }
      return new Result(
          session.backend(),
          rounds * image.steps(),
          image.steps(),
          jvm.spikeCount(),
          mismatches,
          roundTrips.quantile(0.5),
          roundTrips.quantile(0.99));
    }
  }

  private static long compare(HostSession session, Engine jvm, int[] values, NetworkImage image) {
    int k = 0;
    for (int i = 0; i < jvm.network().inputs().size(); i++) {
      int[] input = jvm.input(i);
      System.arraycopy(values, k, input, 0, input.length);
      k += input.length;
    }
    long mismatches = 0;
    for (int step = 0; step < image.steps(); step++) {
      jvm.step();
      int neuron = 0;
      for (int p = 0; p < jvm.network().populations().size(); p++) {
        for (int spike : jvm.spikes(p)) {
          mismatches += session.spike(step, neuron++) == spike ? 0 : 1;
        }
      }
    }
    return mismatches;
  }
}
