package dev.gondola.boards.linux;

import com.pi4j.io.IOType;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProviderBase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives I2C devices on {@code /dev/i2c-N}. The implementation a configuration asks for (DIRECT,
 * SMBUS, FILE) makes no difference here: all are served by {@code I2C_RDWR}, with the same bytes on
 * the bus.
 */
final class LinuxI2CProvider extends I2CProviderBase {
  private static final int MAX_ADDRESS = 0x7F;

  private final Path dev;
  private final Map<Integer, LinuxI2CBus> buses = new HashMap<>();

  LinuxI2CProvider(Path dev) {
    super("gondola-linux-i2c", "Gondola Linux I2C");
    this.dev = dev;
  }

  @Override
  public synchronized I2C create(I2CConfig config) {
    if (config.device() < 0 || config.device() > MAX_ADDRESS) {
      throw new IllegalArgumentException(
          "I2C address " + config.device() + " is not a 7-bit address (0..0x7F)");
    }
    Registration.checkFree(context, IOType.I2C, config);
    LinuxI2CBus bus =
        buses.computeIfAbsent(
            config.bus(), n -> new LinuxI2CBus(n, dev.resolve("i2c-" + n).toString()));
    return Registration.add(context, new LinuxI2C(this, config, bus));
  }
}
