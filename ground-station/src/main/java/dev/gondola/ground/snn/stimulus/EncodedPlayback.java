package dev.gondola.ground.snn.stimulus;

import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.control.SpikingPart;
import java.io.IOException;

/**
 * Plays errors by a controller's own encoder: in the first step of a control period it takes the
 * period's error, and in each step it writes the input. The last error holds on.
 */
final class EncodedPlayback implements Stimulus {
  private final FrameReader reader;
  private final Encoder.Run encoder;
  private final int stepsPerTick;
  private final int input;
  private Frame pending;
  private double error;

  EncodedPlayback(FrameReader reader, SpikingPart part) throws IOException {
    this.reader = reader;
    stepsPerTick = part.network().stepsPerTick();
    encoder = part.encoder().start(stepsPerTick);
    input = part.network().inputIndex(part.input());
    pending = reader.next();
  }

  @Override
  public void apply(long step, int[][] inputs) throws IOException {
    int stepOfTick = (int) ((step - 1) % stepsPerTick);
    if (stepOfTick == 0) {
      if (pending != null) {
        error = pending.error();
        pending = reader.next();
      }
      encoder.encode(error);
    }
    encoder.write(stepOfTick, inputs[input]);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
