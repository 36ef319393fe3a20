package dev.gondola.firmware;

import dev.gondola.actuators.Mixer;
import dev.gondola.sensors.estimate.HeightEstimator;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.SpikeActivity;
import java.util.List;
import org.tinylog.Logger;

/**
 * The control loop: one call of {@link #tick} is one control period.
 *
 * <p>The controller runs in {@link Mode#ARMED} only; in every other mode all actuators are stopped
 * at every tick. Each time the mode becomes ARMED, controller and limiters begin anew.
 *
 * <p>Belongs to one thread. A tick in which nothing throws allocates nothing.
 */
public final class ControlLoop {
  private final LoopConfig config;
  private final OperatorInput operator;
  private final OperatorWatch watch;
  private final HeightEstimator estimator;
  private final Controller controller;
  private final SpikeActivity spiking;
  private final Mixer mixer;
  private final Output[] outputs;
  private final TickListener[] listeners;
  private final TickRecord record;
  private final double[] commands = new double[1];

  private Mode mode = Mode.DISARMED;
  private long ticks;
  private boolean recordLost;
  private boolean faultReported;

  /**
   * Wires a loop.
   *
   * @param config limits and timeouts
   * @param operator where orders come from
   * @param estimator gives the height
   * @param controller turns setpoint and height into a command
   * @param mixer spreads the one command over the outputs
   * @param outputs one for each output of the mixer, in its order
   * @param listeners are told of each tick, in this order
   * @throws IllegalArgumentException if mixer and outputs do not fit, naming how
   */
  public ControlLoop(
      LoopConfig config,
      OperatorInput operator,
      HeightEstimator estimator,
      Controller controller,
      Mixer mixer,
      List<Output> outputs,
      List<? extends TickListener> listeners) {
    if (mixer.commandNames().size() != commands.length) {
      throw new IllegalArgumentException(
          "control loop: the mixer takes the commands "
              + mixer.commandNames()
              + ", the loop gives one, for the height");
    }
    if (mixer.outputNames().size() != outputs.size()) {
      throw new IllegalArgumentException(
          "control loop: " + outputs.size() + " outputs for the mixer's " + mixer.outputNames());
    }
    this.config = config;
    this.operator = operator;
    this.watch = new OperatorWatch(operator, config.deadManTimeoutNanos());
    this.estimator = estimator;
    this.controller = controller;
    this.spiking = controller instanceof SpikeActivity activity ? activity : null;
    this.mixer = mixer;
    this.outputs = outputs.toArray(Output[]::new);
    this.listeners = listeners.toArray(TickListener[]::new);
    this.record = new TickRecord(TickShape.of(mixer, controller));
  }

  /**
   * Flies one control period: estimator, controller, mixer, limiters, actuators.
   *
   * @param nowNanos monotonic time, ns, not before the last tick's
   */
  public void tick(long nowNanos) {
    record.begin(ticks++, nowNanos);
    hearOperator(nowNanos);
    try {
      estimator.update(nowNanos);
      seeHeight(nowNanos);
      enter(mode.next(event()));
      if (mode == Mode.ARMED) {
        record.command = finite(controller.update(record.setpointM, record.heightM));
        noteSpikes();
        commands[0] = record.command;
        mixer.mix(commands, record.mixed);
        for (int i = 0; i < outputs.length; i++) {
          record.limited[i] = outputs[i].limiter().limit(record.mixed[i], nowNanos);
          outputs[i].actuator().apply(record.limited[i], nowNanos);
        }
      } else {
        stopActuators();
      }
    } catch (RuntimeException broken) {
      fail(broken);
    }
    publish();
  }

  /** Stops all actuators and disarms; the loop's thread calls it when it ends. */
  public void stop() {
    mode = Mode.DISARMED;
    try {
      stopActuators();
    } catch (RuntimeException broken) {
      Logger.error(broken, "an actuator could not be stopped");
    }
  }

  /** Returns the sizes of the records of this loop. */
  public TickShape shape() {
    return TickShape.of(mixer, controller);
  }

  /** Returns the settings. */
  public LoopConfig config() {
    return config;
  }

  private void hearOperator(long nowNanos) {
    watch.update(nowNanos);
    if (watch.silent()) {
      record.set(TickFlag.OPERATOR_SILENT);
    }
    double wanted = operator.setpointM();
    record.setpointM = Math.clamp(wanted, config.minSetpointM(), config.maxSetpointM());
    if (record.setpointM != wanted) {
      record.set(TickFlag.SETPOINT_CLAMPED);
    }
  }

  private void seeHeight(long nowNanos) {
    record.heightM = estimator.heightM();
    long sampleTime = estimator.sampleTimeNanos();
    boolean sampled = sampleTime != Long.MIN_VALUE && sampleTime <= nowNanos;
    record.sampleAgeNanos = sampled ? nowNanos - sampleTime : -1;
    boolean young = sampled && record.sampleAgeNanos <= config.maxHeightAgeNanos();
    if (!young || !Double.isFinite(record.heightM)) {
      record.set(TickFlag.HEIGHT_STALE);
    }
  }

  private ModeEvent event() {
    if (watch.disarming()) {
      return ModeEvent.DISARM;
    }
    if (record.has(TickFlag.OPERATOR_SILENT)) {
      return ModeEvent.OPERATOR_SILENT;
    }
    if (record.has(TickFlag.HEIGHT_STALE)) {
      return ModeEvent.HEIGHT_STALE;
    }
    return watch.arming() ? ModeEvent.ARM : ModeEvent.NOMINAL;
  }

  private void enter(Mode next) {
    if (next == Mode.ARMED && mode != Mode.ARMED) {
      faultReported = false;
      controller.reset();
      for (Output output : outputs) {
        output.limiter().reset();
      }
    }
    mode = next;
  }

  private double finite(double command) {
    if (Double.isFinite(command)) {
      return command;
    }
    record.set(TickFlag.COMMAND_NOT_FINITE);
    return 0;
  }

  private void noteSpikes() {
    if (spiking != null) {
      record.spikes = spiking.spikes();
      record.synapticOperations = spiking.synapticOperations();
      spiking.copySpikeCounts(record.spikeCounts);
    }
  }

  /** Stops every actuator, also those behind one that fails. */
  private void stopActuators() {
    RuntimeException first = null;
    for (Output output : outputs) {
      try {
        output.actuator().stop();
      } catch (RuntimeException broken) {
        first = first == null ? broken : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void fail(RuntimeException broken) {
    record.set(TickFlag.FAULT);
    record.clearCommand();
    mode = mode.next(watch.disarming() ? ModeEvent.DISARM : ModeEvent.FAULT);
    // Once an arming: a part that fails again and again must not flood the log.
    if (!faultReported) {
      faultReported = true;
      Logger.error(broken, "control loop: a part failed in tick {}; motors off", record.tick);
    }
    try {
      stopActuators();
    } catch (RuntimeException again) {
      // The next tick tries again; the flag is set and the first cause is in the log already.
      record.set(TickFlag.FAULT);
    }
  }

  private void publish() {
    record.mode = mode;
    if (watch.arming() && mode != Mode.ARMED) {
      record.set(TickFlag.ARM_REFUSED);
    }
    if (recordLost) {
      record.set(TickFlag.RECORD_LOST);
    }
    recordLost = false;
    for (TickListener listener : listeners) {
      recordLost |= !tell(listener);
    }
  }

  private boolean tell(TickListener listener) {
    try {
      listener.onTick(record);
      return !listener.isLosing();
    } catch (RuntimeException broken) {
      if (!record.has(TickFlag.RECORD_LOST)) {
        Logger.error(broken, "control loop: a listener failed in tick {}", record.tick);
      }
      return false;
    }
  }
}
