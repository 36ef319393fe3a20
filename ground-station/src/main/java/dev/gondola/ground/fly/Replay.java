package dev.gondola.ground.fly;

import dev.gondola.actuators.Actuator;
import dev.gondola.actuators.Limiter;
import dev.gondola.actuators.LimiterConfig;
import dev.gondola.actuators.Mixer;
import dev.gondola.evolution.imitation.ErrorRecording;
import dev.gondola.evolution.imitation.ImitationLoss;
import dev.gondola.evolution.imitation.PdTargetLaw;
import dev.gondola.firmware.ControlLoop;
import dev.gondola.firmware.LoopConfig;
import dev.gondola.firmware.OperatorInput;
import dev.gondola.firmware.Output;
import dev.gondola.firmware.TickShape;
import dev.gondola.ground.report.Series;
import dev.gondola.sensors.estimate.HeightEstimator;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.ControllerSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A recorded error fed to a controller through the firmware's own loop: the set-point is 0 and the
 * height minus the error, so the controller sees the very numbers of the recording.
 */
public final class Replay {
  private static final double KP = 9;
  private static final double LARGEST_ERROR_M = 1000;

  private final double period;
  private final double[] errors;
  private final double[] command;
  private final ErrorRecording recording;

  private Replay(double period, double[] errors, double[] command) {
    this.period = period;
    this.errors = errors;
    this.command = command;
    recording = new ErrorRecording(errors, new PdTargetLaw(period));
  }

  /**
   * Replays a recording.
   *
   * @param errors error of each tick, m
   * @param spec the controller; its period is that of the recording
   */
  public static Replay of(double[] errors, ControllerSpec spec) {
    Controller controller = spec.create();
    Recorded heights = new Recorded(errors);
    OperatorInput operator = new OperatorInput(0);
    Mixer mixer = Mixer.identity(List.of("thrust"));
    FlightRecorder recorder = new FlightRecorder(TickShape.of(mixer, controller), errors.length);
    long period = Math.round(spec.period() * 1e9);
    ControlLoop loop =
        new ControlLoop(
            new LoopConfig(period, -LARGEST_ERROR_M, LARGEST_ERROR_M, period, 2 * period),
            operator,
            heights,
            controller,
            mixer,
            List.of(
                new Output(
                    new Limiter(new LimiterConfig(-10, 10, Double.POSITIVE_INFINITY, 0.3)),
                    new NoMotor())),
            List.of(recorder));
    operator.arm();
    for (int k = 0; k < errors.length; k++) {
      operator.heartbeat();
      loop.tick(k * period);
    }
    loop.stop();
    double[] command = IntStream.range(0, errors.length).mapToDouble(recorder::command).toArray();
    return new Replay(spec.period(), errors.clone(), command);
  }

  /** The recorded heights, one a tick. */
  private static final class Recorded implements HeightEstimator {
    private final double[] errors;
    private int next;
    private long time = Long.MIN_VALUE;

    Recorded(double[] errors) {
      this.errors = errors;
    }

    @Override
    public void update(long nowNanos) {
      time = nowNanos;
      next++;
    }

    @Override
    public double heightM() {
      // 0 - x and not -x: minus zero would reach the controller as another number.
      return next == 0 ? Double.NaN : 0 - errors[next - 1];
    }

    @Override
    public long sampleTimeNanos() {
      return time;
    }
  }

  /** A recording has no motors. */
  private static final class NoMotor implements Actuator {
    @Override
    public void apply(double command, long nowNanos) {}

    @Override
    public void stop() {}
  }

  /** Returns the number of ticks. */
  public int ticks() {
    return errors.length;
  }

  /** Returns the loss of the controller's command against the PD law's target. */
  public ImitationLoss loss() {
    return ImitationLoss.of(recording.target(), command);
  }

  /** Returns the loss of the pure P law, 9 times the error, for scale. */
  public ImitationLoss proportionalLoss() {
    double[] proportional = IntStream.range(0, ticks()).mapToDouble(k -> KP * errors[k]).toArray();
    return ImitationLoss.of(recording.target(), proportional);
  }

  /** Returns the time of each tick, s. */
  public Series timesS() {
    return Series.of(IntStream.range(0, ticks()).mapToDouble(k -> k * period).toArray());
  }

  /** Returns a copy of the errors, m. */
  public double[] errors() {
    return errors.clone();
  }

  /** Returns a copy of the PD law's commands. */
  public double[] target() {
    return recording.target();
  }

  /** Returns a copy of the controller's commands. */
  public double[] command() {
    return command.clone();
  }
}
