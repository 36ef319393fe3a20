package dev.gondola.boards.linux;

import com.pi4j.provider.Provider;
import java.nio.file.Path;

/**
 * Our Pi4J providers for Linux.
 *
 * <pre>{@code
 * Context pi4j =
 *     Pi4J.newContextBuilder().noAutoDetect().add(LinuxProviders.create()).build();
 * }</pre>
 *
 * <p>They give I2C ({@code /dev/i2c-N}), digital output ({@code /dev/gpiochipN}) and PWM ({@code
 * /sys/class/pwm}, as {@link dev.gondola.actuators.PulsePwm}). Nothing is opened before an instance
 * is created; what is refused then is a {@link LinuxIoException} that tells what to check.
 */
public final class LinuxProviders {
  private LinuxProviders() {}

  /** Returns new providers for this machine's devices, for one context. */
  public static Provider<?, ?, ?>[] create() {
    return create(Path.of("/dev"), Path.of("/sys/class/pwm"));
  }

  static Provider<?, ?, ?>[] create(Path dev, Path sysfsPwm) {
    return new Provider<?, ?, ?>[] {
      new LinuxI2CProvider(dev), new LinuxDigitalOutputProvider(dev), new LinuxPwmProvider(sysfsPwm)
    };
  }
}
