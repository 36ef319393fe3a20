package dev.gondola.boards;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import dev.gondola.boards.linux.LinuxProviders;

/** Opens the Pi4J context that a robot's drivers are made on. */
public final class BoardContext {
  private BoardContext() {}

  /** Who serves the hardware behind pi4j-core; key {@code hardware} of robot.yaml. */
  public enum Hardware {
    /** Our own providers on the Linux kernel's interfaces. */
    LINUX("linux"),
    /** The Pi4J plug-in that is on the class path, found by Pi4J's auto-detection. */
    PI4J_PLUGIN("pi4j-plugin");

    private final String key;

    Hardware(String key) {
      this.key = key;
    }

    /** Returns the word for it in robot.yaml. */
    public String key() {
      return key;
    }

    static Hardware ofKey(String key) {
      for (Hardware hardware : values()) {
        if (hardware.key.equals(key)) {
          return hardware;
        }
      }
      throw new IllegalArgumentException("no hardware '" + key + "'");
    }
  }

  /**
   * Opens a context. Nothing of the hardware is touched before a driver creates its device.
   *
   * @param hardware who serves the hardware
   * @return a new context; the caller shuts it down
   * @throws Pi4JException if this is not Linux, or auto-detection finds no plug-in
   */
  public static Context create(Hardware hardware) {
    return switch (hardware) {
      case LINUX -> linux(System.getProperty("os.name", ""));
      case PI4J_PLUGIN -> plugin();
    };
  }

  static Context linux(String operatingSystem) {
    if (!operatingSystem.startsWith("Linux")) {
      throw new Pi4JException(
          "hardware 'linux' needs Linux, and this is "
              + operatingSystem
              + ": fly the simulated robot here, or run on the robot's own board");
    }
    return Pi4J.newContextBuilder().noAutoDetect().add(LinuxProviders.create()).build();
  }

  private static Context plugin() {
    Context context = Pi4J.newContextBuilder().autoDetect().build();
    if (context.providers().all().isEmpty()) {
      context.shutdown();
      throw new Pi4JException(
          "hardware 'pi4j-plugin' found no Pi4J plug-in: put one on the class path (such as"
              + " com.pi4j:pi4j-plugin-ffm), or write hardware: linux in robot.yaml");
    }
    return context;
  }
}
