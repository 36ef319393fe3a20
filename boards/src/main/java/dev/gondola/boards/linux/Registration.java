package dev.gondola.boards.linux;

import com.pi4j.context.Context;
import com.pi4j.io.IO;
import com.pi4j.io.IOConfig;
import com.pi4j.io.IOType;
import com.pi4j.io.exception.IOAlreadyExistsException;

/** Entering instances into Pi4J's registry without leaving hardware open when it refuses. */
final class Registration {
  private Registration() {}

  /**
   * Refuses a second instance before the hardware is touched: opening a PWM channel again would
   * switch off the first one's output.
   */
  static void checkFree(Context context, IOType type, IOConfig<?> config) {
    if (context.registry().exists(type, config.getUniqueIdentifier())) {
      throw new IOAlreadyExistsException(config.getUniqueIdentifier());
    }
    if (context.registry().exists(config.id())) {
      throw new IOAlreadyExistsException(config.id());
    }
  }

  static <T extends IO<?, ?, ?>> T add(Context context, T instance) {
    try {
      context.registry().add(instance);
      return instance;
    } catch (RuntimeException e) {
      try {
        instance.shutdownInternal(context);
      } catch (RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }
}
