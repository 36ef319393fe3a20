package dev.gondola.boards.linux;

import com.pi4j.io.IOType;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import java.nio.file.Path;

/** Gives digital outputs on {@code /dev/gpiochipN}, N being the configuration's bus, else 0. */
final class LinuxDigitalOutputProvider extends DigitalOutputProviderBase {
  private final Path dev;

  LinuxDigitalOutputProvider(Path dev) {
    super("gondola-linux-digital-output", "Gondola Linux digital output");
    this.dev = dev;
  }

  @Override
  public DigitalOutput create(DigitalOutputConfig config) {
    Registration.checkFree(context, IOType.DIGITAL_OUTPUT, config);
    int chip = config.bus() == null ? 0 : config.bus();
    String path = dev.resolve("gpiochip" + chip).toString();
    return Registration.add(context, new LinuxDigitalOutput(this, config, path));
  }
}
