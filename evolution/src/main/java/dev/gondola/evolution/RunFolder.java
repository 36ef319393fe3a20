package dev.gondola.evolution;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.JsonFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one evolution: {@code checkpoint.json} to go on from, {@code progress.csv} with a
 * line for every validation, and {@code controller.json}, the result. Files are replaced whole, so
 * a kill at any moment leaves the one before.
 */
public final class RunFolder {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  /** Makes a run folder; the folder itself is made when something is written. */
  public RunFolder(Path folder) {
    this.folder = folder;
  }

  /** Returns the file of the result. */
  public Path controllerFile() {
    return folder.resolve("controller.json");
  }

  /** Returns whether the run has ended here. */
  public boolean hasResult() {
    return Files.exists(controllerFile());
  }

  /** Returns the file of the checkpoint. */
  public Path checkpointFile() {
    return folder.resolve("checkpoint.json");
  }

  /**
   * Returns the checkpoint, if there is one.
   *
   * @throws NetworkException if it cannot be read or is not one
   */
  public Optional<Checkpoint> checkpoint() {
    Path file = checkpointFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(CheckpointJson.read(file.toString(), JsonFiles.readObject(file)));
  }

  void save(Checkpoint checkpoint) {
    replace(checkpointFile(), MAPPER.writeValueAsString(CheckpointJson.write(checkpoint)));
  }

  void save(ControllerSpec controller) {
    replace(controllerFile(), MAPPER.writeValueAsString(ControllerJson.write(controller)) + "\n");
  }

  /** Keeps the lines of the progress up to a point and drops what a killed run wrote beyond it. */
  void startProgress(Stage stage, long generation) {
    Path file = folder.resolve("progress.csv");
    StringBuilder kept = new StringBuilder("stage,generation,best_loss,validation_loss,sigma\n");
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] cells = line.split(",", -1);
          if (cells.length == 5 && before(cells, stage, generation)) {
            kept.append(line).append('\n');
          }
        }
      }
    } catch (IOException e) {
      throw fault(file, e);
    }
    replace(file, kept.toString());
  }

  private static boolean before(String[] cells, Stage stage, long generation) {
    for (Stage s : Stage.values()) {
      if (s.label().equals(cells[0])) {
        return s.position() < stage.position()
            || (s == stage && Long.parseLong(cells[1]) <= generation);
      }
    }
    return false;
  }

  void appendProgress(String line) {
    Path file = folder.resolve("progress.csv");
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  private void replace(Path file, String content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(folder);
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  private static NetworkException fault(Path file, IOException e) {
    return new NetworkException(file.toString(), List.of("cannot be written: " + e.getMessage()));
  }
}
