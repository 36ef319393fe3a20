package dev.gondola.boards.linux;

import com.pi4j.io.IOType;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProviderBase;
import java.nio.file.Path;

/**
 * Gives PWM channels of {@code /sys/class/pwm}; what it creates implements {@link
 * dev.gondola.actuators.PulsePwm}. A software PWM of the kernel (pwm-gpio) is a chip there too.
 */
final class LinuxPwmProvider extends PwmProviderBase {
  private final Path sysfs;

  LinuxPwmProvider(Path sysfs) {
    super("gondola-linux-pwm", "Gondola Linux PWM");
    this.sysfs = sysfs;
  }

  @Override
  public Pwm create(PwmConfig config) {
    if (config.chip() == null || config.channel() == null) {
      throw new IllegalArgumentException(
          "PWM " + config.id() + " needs a chip and a channel (ls /sys/class/pwm shows the chips)");
    }
    Registration.checkFree(context, IOType.PWM, config);
    Path chip = sysfs.resolve("pwmchip" + config.chip());
    return Registration.add(context, new LinuxPwm(this, config, chip));
  }
}
