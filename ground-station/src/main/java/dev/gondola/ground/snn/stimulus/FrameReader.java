package dev.gondola.ground.snn.stimulus;

import dev.gondola.snn.control.SpikingPart;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the frames of a stimulus file one by one, and checks them. */
final class FrameReader implements Closeable {
  private final BoundedLines lines;
  private final LineFormat format;
  private final InputLayout layout;
  private final Frame frame = new Frame();

  /** The step in which each channel last had a pulse. */
  private final long[][] pulsed;

  private String firstLine;
  private long previous;

  FrameReader(Path file, InputLayout layout, Optional<SpikingPart> part) throws IOException {
    this.layout = layout;
    pulsed = layout.inputs().stream().map(i -> new long[i.size()]).toArray(long[][]::new);
    lines = new BoundedLines(file);
    try {
      format = format(part);
    } catch (RuntimeException | IOException e) {
      lines.close();
      throw e;
    }
  }

  private LineFormat format(Optional<SpikingPart> part) throws IOException {
    String first = lines.next();
    if (first == null) {
      throw lines.fault("the file is empty");
    }
    if (first.startsWith("{")) {
      firstLine = first;
      return new JsonLinesFormat(layout);
    }
    try {
      return CsvFormats.of(first, layout, part);
    } catch (IllegalArgumentException e) {
      throw lines.fault(e.getMessage());
    }
  }

  /** Reads the next frame; returns null at the end. */
  Frame next() throws IOException {
    String line = firstLine == null ? lines.next() : firstLine;
    firstLine = null;
    if (line == null) {
      return null;
    }
    try {
      format.parse(line, frame);
      checkOrder();
      checkPulses();
    } catch (IllegalArgumentException e) {
      throw lines.fault(e.getMessage());
    }
    return frame;
  }

  private void checkOrder() {
    if (frame.step() < previous || (frame.step() == previous && !format.repeatsSteps())) {
      throw new IllegalArgumentException(
          "step %d comes after step %d: steps must ascend".formatted(frame.step(), previous));
    }
    previous = frame.step();
    if (frame.lastStep() > StimulusFile.MAX_STEP) {
      throw new IllegalArgumentException("goes beyond step " + StimulusFile.MAX_STEP);
    }
  }

  private void checkPulses() {
    for (int k = 0; k < frame.count(); k++) {
      if (!frame.isPulse(k)) {
        continue;
      }
      long[] last = pulsed[frame.input(k)];
      if (last[frame.channel(k)] == frame.step()) {
        throw new IllegalArgumentException(
            "channel %d of input \"%s\" is given twice in step %d"
                .formatted(
                    frame.channel(k), layout.inputs().get(frame.input(k)).id(), frame.step()));
      }
      last[frame.channel(k)] = frame.step();
    }
  }

  /** Makes a fault of a file that says nothing after its header. */
  StimulusException noFrames() {
    return lines.fault("there is nothing after the header");
  }

  InputLayout layout() {
    return layout;
  }

  /** Returns the part whose encoder makes the channels' values of the frames; empty for none. */
  Optional<SpikingPart> encodedBy() {
    return format.encodedBy();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
