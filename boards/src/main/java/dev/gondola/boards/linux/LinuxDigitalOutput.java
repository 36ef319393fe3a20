package dev.gondola.boards.linux;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;

/**
 * A digital output on a GPIO line. The line is requested with its first value: the configured
 * initial state, else the off state. {@link #state(DigitalState)} allocates nothing while nobody
 * listens. Safe for use by several threads.
 */
final class LinuxDigitalOutput extends DigitalOutputBase {
  private final GpioLine line;
  private boolean open = true;

  LinuxDigitalOutput(DigitalOutputProvider provider, DigitalOutputConfig config, String chip) {
    super(provider, config);
    DigitalState first = firstState(config);
    line = GpioLine.request(chip, config.bcm(), "gondola " + config.id(), first.isHigh());
    state = first;
  }

  @Override
  public synchronized DigitalOutput state(DigitalState wanted) {
    if (wanted == DigitalState.UNKNOWN) {
      throw new IllegalArgumentException("an output cannot be driven to UNKNOWN");
    }
    if (wanted != state) {
      line.set(wanted.isHigh());
    }
    return super.state(wanted);
  }

  @Override
  public synchronized DigitalOutput shutdownInternal(Context context) {
    if (!open) {
      return this;
    }
    open = false;
    try {
      return super.shutdownInternal(context);
    } finally {
      line.close();
    }
  }

  @Override
  public void close() {
    if (open) {
      super.close();
    }
  }

  private static DigitalState firstState(DigitalOutputConfig config) {
    DigitalState initial = config.initialState();
    if (initial != null && initial != DigitalState.UNKNOWN) {
      return initial;
    }
    return config.onState() == DigitalState.LOW ? DigitalState.HIGH : DigitalState.LOW;
  }
}
