package dev.gondola.snn.engine;

/** Plain loops. */
final class ScalarPairedLoops implements PairedLoops {

  @Override
  public void encode(int[] gain, int[] counts, int shift, int[] into) {
    for (int c = 0; c < gain.length; c += counts.length) {
      for (int k = 0; k < counts.length; k++) {
        int product = gain[c + k] * counts[k];
        int sign = product >> 31;
        int magnitude = ((product ^ sign) - sign) >> shift;
        into[c + k] = (Math.min(magnitude, 32767) ^ sign) - sign;
      }
    }
  }

  @Override
  public void decode(int[] weight, int[] spikes, int[] keep, int[] y) {
    for (int k = 0; k < y.length; k++) {
      int sum = PopulationState.decay(y[k], keep[k]);
      for (int c = k; c < weight.length; c += y.length) {
        sum += weight[c] * spikes[c];
      }
      y[k] = sum;
    }
  }
}
