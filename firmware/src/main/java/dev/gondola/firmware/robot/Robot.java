package dev.gondola.firmware.robot;

import dev.gondola.actuators.Limiter;
import dev.gondola.actuators.LimiterConfig;
import dev.gondola.actuators.Mixer;
import dev.gondola.actuators.serial.SerialLink;
import dev.gondola.boards.RobotFile;
import dev.gondola.firmware.ControlLoop;
import dev.gondola.firmware.LoopConfig;
import dev.gondola.firmware.OperatorInput;
import dev.gondola.firmware.Output;
import dev.gondola.firmware.TickListener;
import dev.gondola.firmware.TickShape;
import dev.gondola.sensors.TfMiniS;
import dev.gondola.sensors.estimate.RangeHeightEstimator;
import dev.gondola.snn.control.Controller;
import java.util.List;

/**
 * A robot put together from {@code robot.yaml}, in this one place: range finder, height estimator,
 * controller, mixer, limiters, actuators, and the loop that runs them. The same assembly flies on a
 * board and in the simulator; only {@link RobotHardware} differs.
 *
 * <p>The inertial sensor of the file is not opened: no estimator of this loop reads it.
 */
public final class Robot implements AutoCloseable {
  /** Lowest set-point a robot takes, m. */
  public static final double MIN_SETPOINT_M = LoopConfig.blimp().minSetpointM();

  /** Highest set-point a robot takes, m. */
  public static final double MAX_SETPOINT_M = LoopConfig.blimp().maxSetpointM();

  private static final double NANOS_PER_SECOND = 1e9;

  private final ControlLoop loop;
  private final OperatorInput operator;
  private final TfMiniS rangeFinder;
  private final SerialLink rangeLink;

  private Robot(
      ControlLoop loop, OperatorInput operator, TfMiniS rangeFinder, SerialLink rangeLink) {
    this.loop = loop;
    this.operator = operator;
    this.rangeFinder = rangeFinder;
    this.rangeLink = rangeLink;
  }

  /**
   * Puts a robot together. It stands disarmed until the operator arms it.
   *
   * @param file what it is made of
   * @param hardware where its chips are
   * @param controller what flies it, made for the file's control rate
   * @param operator the operator's wishes
   * @param listeners hear of every tick
   */
  public static Robot assemble(
      RobotFile file,
      RobotHardware hardware,
      Controller controller,
      OperatorInput operator,
      List<? extends TickListener> listeners) {
    SerialLink rangeLink =
        hardware.serial().open(file.sensors().range().port(), file.sensors().range().baud());
    TfMiniS rangeFinder = new TfMiniS(rangeLink);
    Mixer mixer = mixer(file);
    ThrustPairs thrustPairs = new ThrustPairs(hardware.pi4j());
    List<Output> outputs =
        file.actuators().stream()
            .map(pair -> new Output(new Limiter(limits(file.limiter())), thrustPairs.make(pair)))
            .toList();
    ControlLoop loop =
        new ControlLoop(
            config(file.control()),
            operator,
            new RangeHeightEstimator(rangeFinder),
            controller,
            mixer,
            outputs,
            listeners);
    return new Robot(loop, operator, rangeFinder, rangeLink);
  }

  /**
   * Returns the shape of the records that a robot's loop will give its listeners, for those who
   * must be made before it.
   */
  public static TickShape shape(RobotFile file, Controller controller) {
    return TickShape.of(mixer(file), controller);
  }

  private static LoopConfig config(RobotFile.Control control) {
    LoopConfig blimp = LoopConfig.blimp();
    return new LoopConfig(
        Math.round(NANOS_PER_SECOND / control.rateHz()),
        MIN_SETPOINT_M,
        MAX_SETPOINT_M,
        blimp.maxHeightAgeNanos(),
        Math.round(control.deadManTimeoutS() * NANOS_PER_SECOND));
  }

  private static Mixer mixer(RobotFile file) {
    double[][] gains =
        file.mixer().gains().stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    List<String> outputs = file.actuators().stream().map(RobotFile.ThrustPair::name).toList();
    return new Mixer(outputs, file.mixer().commands(), gains);
  }

  private static LimiterConfig limits(RobotFile.Limits limits) {
    return new LimiterConfig(limits.min(), limits.max(), limits.slewPerS(), limits.deadZone());
  }

  /** Returns the loop; one thread calls its tick. */
  public ControlLoop loop() {
    return loop;
  }

  /** Returns where the operator's wishes go, from any thread. */
  public OperatorInput operator() {
    return operator;
  }

  /** Returns the range finder, for its counts. */
  public TfMiniS rangeFinder() {
    return rangeFinder;
  }

  /** Stops the actuators and closes the serial port; not while the loop ticks. */
  @Override
  public void close() {
    loop.stop();
    rangeLink.close();
  }
}
