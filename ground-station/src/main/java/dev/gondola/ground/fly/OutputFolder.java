package dev.gondola.ground.fly;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the folder of a run; an older run is never overwritten. */
public final class OutputFolder {
  private static final Path DEFAULT = Path.of("gondola-flights");
  private static final int MOST = 100_000;

  private OutputFolder() {}

  /**
   * Makes a new folder.
   *
   * @param wanted the folder, made with its parents; it may exist if it is empty
   * @param seed names the folder where none is wanted
   * @throws IOException if it exists and holds something, or cannot be made; fit to print
   */
  public static Path make(Optional<Path> wanted, long seed) throws IOException {
    if (wanted.isPresent()) {
      Files.createDirectories(wanted.get());
      try (var entries = Files.newDirectoryStream(wanted.get())) {
        if (entries.iterator().hasNext()) {
          throw new IOException(
              wanted.get() + " is not empty: name a new folder, so that no older run is lost");
        }
      }
      return wanted.get();
    }
    Files.createDirectories(DEFAULT);
    for (int run = 1; run <= MOST; run++) {
      Path folder = DEFAULT.resolve("seed-" + seed + (run == 1 ? "" : "-run-" + run));
      try {
        return Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        // An older run's: the next name is tried.
      }
    }
    throw new IOException(DEFAULT + " holds " + MOST + " runs of this seed: remove some");
  }
}
