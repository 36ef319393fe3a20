package dev.gondola.ground.snn.stimulus;

import dev.gondola.snn.control.SpikingPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of input values, read as the network runs: files may be far larger than memory. What is
 * wrong with it is found before the first step. A name that ends in {@code .gz} is unpacked.
 *
 * <p>A first line that begins with <code>{</code> makes it JSON lines ({@code
 * snn-input.schema.json}); else it is comma-separated text with a header:
 *
 * <ul>
 *   <li>{@code step,input,channel,value}: events, each for one step; {@code input} may be left out
 *       where the network has one, {@code value} where it is 1.
 *   <li>{@code step,in[0],in[1]}: a table; values hold until the next row. Without the column
 *       {@code step} each row is one step.
 *   <li>{@code error_m} among other columns, for a part of a controller: a row is one control
 *       period, its error is encoded as the controller does.
 * </ul>
 *
 * <p>Steps count from 1 and ascend. Channels that a file says nothing of are 0.
 */
public final class StimulusFile implements StimulusSource {

  /** Last step that a file may speak of. */
  public static final long MAX_STEP = 1_000_000_000;

  private final Path file;
  private final InputLayout layout;
  private final Optional<SpikingPart> part;
  private final long lastStep;

  private StimulusFile(Path file, InputLayout layout, Optional<SpikingPart> part, long lastStep) {
    this.file = file;
    this.layout = layout;
    this.part = part;
    this.lastStep = lastStep;
  }

  /**
   * Reads a file through and checks it.
   *
   * @param layout the network's inputs
   * @param part the controller's part that the network belongs to, if any
   * @throws IOException if the file cannot be read
   * @throws StimulusException naming the line and what is wrong with it
   */
  public static StimulusFile read(Path file, InputLayout layout, Optional<SpikingPart> part)
      throws IOException {
    long last = 0;
    try (FrameReader reader = new FrameReader(file, layout, part)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        last = frame.lastStep();
      }
      if (last == 0) {
        throw reader.noFrames();
      }
    }
    return new StimulusFile(file, layout, part, last);
  }

  @Override
  public OptionalLong lastStep() {
    return OptionalLong.of(lastStep);
  }

  @Override
  public Stimulus open() throws IOException {
    FrameReader reader = new FrameReader(file, layout, part);
    try {
      return reader.encodedBy().isPresent()
          ? new EncodedPlayback(reader, reader.encodedBy().get())
          : new Playback(reader);
    } catch (RuntimeException | IOException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public String description() {
    return file.toString();
  }
}
