package dev.gondola.ground.fly;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Closes what belongs together. */
final class Closing {
  private Closing() {}

  /**
   * Closes all, also those behind one that fails.
   *
   * @throws IOException the first fault
   */
  static void all(List<? extends Closeable> parts) throws IOException {
    IOException first = null;
    for (Closeable part : parts) {
      try {
        part.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
