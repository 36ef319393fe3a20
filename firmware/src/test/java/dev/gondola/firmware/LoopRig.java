package dev.gondola.firmware;

import dev.gondola.actuators.Actuator;
import dev.gondola.actuators.Limiter;
import dev.gondola.actuators.LimiterConfig;
import dev.gondola.actuators.Mixer;
import dev.gondola.sensors.estimate.HeightEstimator;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.SpikeActivity;
import java.util.ArrayList;
import java.util.List;

/** A control loop whose parts are set by hand, for tests. */
public final class LoopRig {
  public static final long PERIOD = 100_000_000;

  /** Says what height it is told, sampled when it is told. */
  public static final class ScriptedHeight implements HeightEstimator {
    public double heightM = Double.NaN;
    public long sampleTimeNanos = Long.MIN_VALUE;
    public boolean fresh = true;
    public RuntimeException failure;

    @Override
    public void update(long nowNanos) {
      if (failure != null) {
        throw failure;
      }
      if (fresh && !Double.isNaN(heightM)) {
        sampleTimeNanos = nowNanos;
      }
    }

    @Override
    public double heightM() {
      return heightM;
    }

    @Override
    public long sampleTimeNanos() {
      return sampleTimeNanos;
    }
  }

  /** A proportional law that also reports spikes, counts its resets, and can be told to fail. */
  public static final class ScriptedController implements Controller, SpikeActivity {
    public int resets;
    public int updates;
    public double override = Double.NaN;
    public boolean overridden;
    public RuntimeException failure;
    private int phase;

    @Override
    public double update(double setpoint, double measurement) {
      if (failure != null) {
        throw failure;
      }
      updates++;
      phase = (phase + 1) % 4;
      return overridden ? override : 9 * (setpoint - measurement);
    }

    @Override
    public void reset() {
      resets++;
      phase = 0;
    }

    @Override
    public int neurons() {
      return 4;
    }

    @Override
    public int spikes() {
      return 2;
    }

    @Override
    public int synapticOperations() {
      return 16;
    }

    @Override
    public int stepsPerTick() {
      return 3;
    }

    @Override
    public void copySpikeCounts(byte[] counts) {
      for (int i = 0; i < 4; i++) {
        counts[i] = (byte) (i == phase ? 2 : 0);
      }
    }
  }

  /** Remembers what it was last told. */
  public static final class RecordedActuator implements Actuator {
    public double command = Double.NaN;
    public boolean stopped;
    public RuntimeException failure;

    @Override
    public void apply(double newCommand, long nowNanos) {
      if (failure != null) {
        throw failure;
      }
      command = newCommand;
      stopped = false;
    }

    @Override
    public void stop() {
      command = 0;
      stopped = true;
      if (failure != null) {
        throw failure;
      }
    }
  }

  public final OperatorInput operator = new OperatorInput(1.0);
  public final ScriptedHeight height = new ScriptedHeight();
  public final ScriptedController controller = new ScriptedController();
  public final List<RecordedActuator> actuators =
      List.of(new RecordedActuator(), new RecordedActuator());
  public final TickRecord last = new TickRecord(shape());
  public final ControlLoop loop;
  public long now;

  /** Makes a loop of two actuators that are driven against each other, limited to 10 units. */
  public LoopRig(TickListener... listeners) {
    List<TickListener> all = new ArrayList<>(List.of(listeners));
    all.add(last::copyFrom);
    LimiterConfig limits = new LimiterConfig(-10, 10, Double.POSITIVE_INFINITY, 0);
    List<Output> outputs =
        actuators.stream().map(actuator -> new Output(new Limiter(limits), actuator)).toList();
    loop = new ControlLoop(LoopConfig.blimp(), operator, height, controller, mixer(), outputs, all);
  }

  private static Mixer mixer() {
    return new Mixer(List.of("left", "right"), List.of("height"), new double[][] {{1}, {-1}});
  }

  /** Returns the sizes of this rig's records. */
  public static TickShape shape() {
    return new TickShape(List.of("left", "right"), 4);
  }

  /** Flies one tick, one period after the last. */
  public TickRecord tick() {
    now += PERIOD;
    loop.tick(now);
    return last;
  }

  /** Flies ticks with a living operator. */
  public TickRecord ticks(int count) {
    for (int i = 0; i < count; i++) {
      operator.heartbeat();
      tick();
    }
    return last;
  }

  /** Gives a height, arms, and flies one tick. */
  public LoopRig armed() {
    height.heightM = 0.9;
    operator.arm();
    tick();
    return this;
  }

  /** Returns whether every actuator was stopped by the last tick. */
  public boolean stopped() {
    return actuators.stream().allMatch(actuator -> actuator.stopped);
  }
}
