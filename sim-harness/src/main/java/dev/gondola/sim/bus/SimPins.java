package dev.gondola.sim.bus;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmPolarity;
import com.pi4j.io.pwm.PwmProviderBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pins of a simulated board, and the Pi4J context through which drivers drive them. PWM outputs
 * implement {@link dev.gondola.actuators.PulsePwm}. Pins come into being when they are first asked
 * for, by a driver or by what is wired to them.
 */
public final class SimPins {
  private final Map<PwmChannel, SimPwmPin> pwm = new ConcurrentHashMap<>();
  private final Map<Integer, SimDigitalPin> digital = new ConcurrentHashMap<>();

  /**
   * Where a PWM signal comes from.
   *
   * @param chip number of the PWM chip, as N in {@code /sys/class/pwm/pwmchipN}
   * @param channel number of the channel in the chip
   */
  public record PwmChannel(int chip, int channel) {}

  /** Returns the pin of a PWM channel. */
  public SimPwmPin pwm(PwmChannel channel) {
    return pwm.computeIfAbsent(channel, any -> new SimPwmPin());
  }

  /**
   * Returns a GPIO line.
   *
   * @param bcm its number in the Broadcom numbering
   */
  public SimDigitalPin digital(int bcm) {
    return digital.computeIfAbsent(bcm, any -> new SimDigitalPin());
  }

  /** Opens a Pi4J context whose outputs drive these pins; the caller shuts it down. */
  public Context newContext() {
    return Pi4J.newContextBuilder()
        .noAutoDetect()
        .disableShutdownHook()
        .add(new PwmProvider(), new DigitalProvider())
        .build();
  }

  private final class PwmProvider extends PwmProviderBase {
    PwmProvider() {
      super("gondola-sim-pwm", "Gondola simulated PWM");
    }

    @Override
    public Pwm create(PwmConfig config) {
      if (config.chip() == null || config.channel() == null) {
        throw new IllegalArgumentException("PWM " + config.id() + " needs a chip and a channel");
      }
      if (config.polarity() == PwmPolarity.INVERSED) {
        throw new IllegalArgumentException(
            "PWM " + config.id() + ": a simulated PWM cannot be inverted");
      }
      PwmChannel channel = new PwmChannel(config.chip(), config.channel());
      SimPwm created = new SimPwm(this, config, pwm(channel));
      context().registry().add(created);
      return created;
    }
  }

  private final class DigitalProvider extends DigitalOutputProviderBase {
    DigitalProvider() {
      super("gondola-sim-digital-output", "Gondola simulated digital output");
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
      SimDigitalOutput created = new SimDigitalOutput(this, config, digital(config.bcm()));
      context().registry().add(created);
      return created;
    }
  }
}
