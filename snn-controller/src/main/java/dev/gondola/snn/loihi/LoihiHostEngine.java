package dev.gondola.snn.loihi;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Population;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineFactory;
import dev.gondola.snn.engine.FixedPointEngine;
import java.io.IOException;

/**
 * Runs a network on a Loihi host, and goes on without it.
 *
 * <p>A JVM engine runs every step beside the host. So a host that is dead, late or wrong costs
 * nothing but the budget of one control period: the same step already has its spikes, and they are
 * the same bits. It also holds what a host does not tell: currents, membrane potentials, spike
 * counts and synaptic operations are those of the JVM engine. The host's spikes are compared with
 * it step by step.
 *
 * <p>One round trip runs {@link Network#stepsPerTick} steps, so inputs are to be held for as many
 * steps from the last reset on, as {@code SpikingController} does. Inputs that change within a
 * round give the right spikes all the same, but from the JVM engine only until the next reset.
 *
 * <p>A host that was lost or late is brought back in the background: connected, loaded, and run
 * through the inputs since the last reset, which are kept; then it takes part again. It is not
 * brought back before the next reset if its spikes differed or if there were more rounds than
 * {@link LinkOptions#historyRounds}.
 *
 * <p>Belongs to one thread, {@link #statistics} and {@link #close} included. A step allocates
 * nothing as long as the host answers, and never waits longer than the budget.
 */
public final class LoihiHostEngine implements Engine, AutoCloseable {
  private final Engine jvm;
  private final NetworkImage image;
  private final InputHistory history;
  private final LinkOptions options;
  private final LinkClock clock;
  private final LoihiLink link;
  private final RoundTrips roundTrips = new RoundTrips();
  private final int[] held;
  private final int[] firstNeuron;

  /** The host, while it is in step. */
  private LiveHost host;

  /** Whether the host's answer for the current round is there. */
  private boolean answered;

  private int stepOfRound;
  private long hostSteps;
  private long jvmSteps;
  private long fallbacks;
  private long lateRounds;
  private long mismatches;

  /**
   * Makes an engine and begins to connect in the background; until that has succeeded the JVM
   * engine runs the network.
   *
   * @param network the network
   * @param address where the host listens
   * @param options waits and memory
   * @param jvmEngines makes the engine that runs beside the host
   * @param clock the time
   * @throws NetworkException naming everything that a host or the engine could not run
   */
  public LoihiHostEngine(
      Network network,
      HostAddress address,
      LinkOptions options,
      EngineFactory jvmEngines,
      LinkClock clock) {
    this.options = options;
    this.clock = clock;
    image = new NetworkImage(network, network.stepsPerTick());
    jvm = jvmEngines.make(network, FixedPointEngine.Range.CHIP);
    held = new int[image.channels()];
    history = new InputHistory(image.channels(), options.historyRounds());
    firstNeuron = new int[network.populations().size()];
    int first = 0;
    for (int p = 0; p < firstNeuron.length; p++) {
      firstNeuron[p] = first;
      Population population = network.populations().get(p);
      first += population.size();
    }
    link = new LoihiLink(address, image, history, options, clock);
    link.start();
  }

  @Override
  public Network network() {
    return jvm.network();
  }

  @Override
  public int[] input(int index) {
    return jvm.input(index);
  }

  @Override
  public void step() {
    if (stepOfRound == 0) {
      beginRound();
    } else if (!holdsInput()) {
      leaveRound();
    }
    jvm.step();
    if (answered) {
      compare();
    } else {
      jvmSteps++;
    }
    stepOfRound = stepOfRound + 1 == image.steps() ? 0 : stepOfRound + 1;
  }

  private void beginRound() {
    answered = false;
    copyInput();
    if (host == null) {
      host = link.take();
    }
    history.append(held);
    if (host == null) {
      link.wake();
    } else {
      ask();
    }
  }

  private void copyInput() {
    int k = 0;
    for (int i = 0; i < network().inputs().size(); i++) {
      for (int value : jvm.input(i)) {
        held[k++] = value;
      }
    }
  }

  private boolean holdsInput() {
    int k = 0;
    boolean same = true;
    for (int i = 0; i < network().inputs().size(); i++) {
      for (int value : jvm.input(i)) {
        same &= held[k++] == value;
      }
    }
    return same;
  }

  private void ask() {
    long start = clock.nanoTime();
    try {
      host.request(held, image.steps());
      answered = host.await(start + options.budgetNanos());
      if (answered) {
        roundTrips.add(clock.nanoTime() - start);
        host.serve();
      } else {
        lateRounds++;
        link.fault("the host's answer was late");
        lose();
      }
    } catch (IOException | RuntimeException e) {
      // Whatever goes wrong with the host, the step goes on.
      host.breakDown(e.getMessage() == null ? e.toString() : e.getMessage());
      answered = false;
      lose();
    }
  }

  private void lose() {
    fallbacks++;
    leaveHost();
  }

  private void leaveHost() {
    answered = false;
    if (host != null) {
      link.giveBack(host);
      host = null;
    }
  }

  /** The host runs the whole round with the input it began with: that is no longer the truth. */
  private void leaveRound() {
    copyInput();
    history.spoil();
    leaveHost();
  }

  private void compare() {
    boolean same = true;
    for (int p = 0; p < firstNeuron.length; p++) {
      same &= host.session().agrees(stepOfRound, firstNeuron[p], jvm.spikes(p));
    }
    if (same) {
      hostSteps++;
    } else {
      mismatches++;
      jvmSteps++;
      host.distrust();
      lose();
    }
  }

  @Override
  public void reset() {
    jvm.reset();
    if (stepOfRound != 0 || InputHistory.rounds(history.state()) != 0) {
      leaveHost();
      history.clear();
      link.wake();
    }
    stepOfRound = 0;
    answered = false;
  }

  @Override
  public int[] spikes(int population) {
    return jvm.spikes(population);
  }

  @Override
  public int[] current(int population) {
    return jvm.current(population);
  }

  @Override
  public int[] membranePotential(int population) {
    return jvm.membranePotential(population);
  }

  @Override
  public long spikeCount() {
    return jvm.spikeCount();
  }

  @Override
  public long synapticOperations() {
    return jvm.synapticOperations();
  }

  /** Returns what the engine and its link have done so far. */
  public LinkStatistics statistics() {
    return new LinkStatistics(
        host != null,
        link.backend(),
        hostSteps,
        jvmSteps,
        fallbacks,
        lateRounds,
        mismatches,
        link.reconnects(),
        roundTrips.quantile(0.5),
        roundTrips.quantile(0.99),
        link.lastFault());
  }

  /** Leaves the host; afterwards the JVM engine goes on alone. */
  @Override
  public void close() {
    leaveHost();
    link.close();
  }
}
