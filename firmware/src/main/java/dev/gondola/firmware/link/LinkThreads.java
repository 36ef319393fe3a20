package dev.gondola.firmware.link;

import java.util.function.Consumer;
import org.tinylog.Logger;

/**
 * The threads of one connection. Paho's receiving thread dies of a packet that it cannot parse and
 * leaves a connection that looks alive; here such a death is heard.
 */
final class LinkThreads extends ThreadGroup {
  private final Consumer<Throwable> onDeath;

  LinkThreads(String name, Consumer<Throwable> onDeath) {
    super(name);
    this.onDeath = onDeath;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    Logger.warn("thread {} of the fleet link ended: {}", thread.getName(), cause.toString());
    onDeath.accept(cause);
  }
}
