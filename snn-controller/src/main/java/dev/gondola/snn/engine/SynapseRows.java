package dev.gondola.snn.engine;

import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;

/**
 * The synapses of one projection, laid out by source so that a spike touches only its own: event
 * driven. Arrivals wait in the target's {@link InputRing}.
 */
final class SynapseRows implements ProjectionState {
  private final Projection projection;
  private final Firing source;
  private final InputRing ring;
  private final int offset;
  private final boolean graded;
  private final int exponent;
  private final int[] rowStart;
  private final int[] fanOut;
  private final int[] target;
  private final int[] weight;
  private final int[] delay;
  private final int maxDelay;

  /** Sums of one step by delay, for exponents that round; null for the others. */
  private final int[][] sums;

  SynapseRows(Projection projection, Firing source, InputRing ring) {
    this.projection = projection;
    this.source = source;
    this.ring = ring;
    offset = ring.offset();
    Synapses s = projection.synapses().orElseThrow();
    graded = projection.messageBits() > 0;
    exponent = projection.weightExponent();
    maxDelay = s.maxDelay();
    weight = EffectiveWeights.of(projection);
    rowStart = new int[s.sources() + 1];
    fanOut = new int[s.sources()];
    target = new int[s.count()];
    delay = new int[s.count()];
    for (int k = 0; k < s.count(); k++) {
      rowStart[s.source(k) + 1]++;
      target[k] = s.target(k);
      delay[k] = s.delay(k);
      fanOut[s.source(k)] += weight[k] == 0 ? 0 : 1;
      // A left shift of the sum is the sum of left shifts; only a right shift has to wait.
      weight[k] = exponent > 0 ? weight[k] << exponent : weight[k];
    }
    for (int i = 0; i < s.sources(); i++) {
      rowStart[i + 1] += rowStart[i];
    }
    sums = exponent < 0 ? new int[maxDelay + 1][s.targets()] : null;
  }

  /**
   * Changes a weight, from the next delivery on; for projections whose sign mode is not auto.
   *
   * @param k the synapse
   * @param from its source
   * @param written the weight as in a file, before it is rounded to what the chip stores
   */
  void setWeight(int k, int from, int written) {
    int effective = EffectiveWeights.of(projection, written);
    fanOut[from] += (effective == 0 ? 0 : 1) - (weight[k] == 0 ? 0 : 1);
    weight[k] = exponent > 0 ? effective << exponent : effective;
  }

  @Override
  public int deliver(long step) {
    int operations = 0;
    for (int n = 0; n < source.count; n++) {
      int i = source.indices[n];
      operations += fanOut[i];
      if (sums != null) {
        accumulate(i, graded ? source.values[i] : 1);
      } else if (graded) {
        sendGraded(step, i, source.values[i]);
      } else {
        send(step, i);
      }
    }
    if (sums != null) {
      flush(step);
    }
    return operations;
  }

  private void send(long step, int i) {
    int end = rowStart[i + 1];
    if (maxDelay == 0) {
      int[] slot = ring.slot(step + 1);
      for (int k = rowStart[i]; k < end; k++) {
        slot[offset + target[k]] += weight[k];
      }
    } else {
      for (int k = rowStart[i]; k < end; k++) {
        ring.slot(step + 1 + delay[k])[offset + target[k]] += weight[k];
      }
    }
  }

  private void sendGraded(long step, int i, int value) {
    for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
      ring.slot(step + 1 + delay[k])[offset + target[k]] += weight[k] * value;
    }
  }

  private void accumulate(int i, int value) {
    for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
      sums[delay[k]][target[k]] += weight[k] * value;
    }
  }

  private void flush(long step) {
    for (int d = 0; d <= maxDelay; d++) {
      int[] slot = ring.slot(step + 1 + d);
      int[] sum = sums[d];
      for (int j = 0; j < sum.length; j++) {
        slot[offset + j] += sum[j] >> -exponent;
        sum[j] = 0;
      }
    }
  }
}
