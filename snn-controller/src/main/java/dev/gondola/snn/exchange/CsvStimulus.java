package dev.gondola.snn.exchange;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.nir.NirRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Input from a CSV file: a line a step, a number for each channel of all Inputs in the order of
 * their names, separated by commas. Lines that begin with # are skipped; when the file ends, inputs
 * are 0.
 */
public final class CsvStimulus implements Agreement.Stimulus, AutoCloseable {
  private static final int MAX_LINE = 1 << 24;

  private final Path file;
  private final BufferedReader reader;
  private long line;

  /**
   * Opens a file.
   *
   * @throws NetworkException if it cannot be read
   */
  public CsvStimulus(Path file) {
    this.file = file;
    try {
      reader = Files.newBufferedReader(file);
    } catch (NoSuchFileException e) {
      throw new NetworkException(file.toString(), List.of("there is no such file"));
    } catch (IOException e) {
      throw new NetworkException(file.toString(), List.of("cannot be read: " + e.getMessage()));
    }
  }

  /**
   * Fills the Inputs from the next line.
   *
   * @throws NetworkException if it does not hold one finite number for each channel
   */
  @Override
  public void next(NirRun run) {
    String text = nextLine();
    int[] inputs = run.graph().inputs();
    int channels = 0;
    for (int i : inputs) {
      channels += run.input(i).length;
    }
    String[] fields = text == null ? new String[0] : text.split(",", -1);
    if (text != null && fields.length != channels) {
      throw fault("has %d numbers for %d channels".formatted(fields.length, channels));
    }
    int field = 0;
    for (int i : inputs) {
      double[] values = run.input(i);
      for (int k = 0; k < values.length; k++) {
        values[k] = text == null ? 0 : number(fields[field++]);
      }
    }
  }

  private String nextLine() {
    try {
      String text;
      do {
        line++;
        text = boundedLine();
      } while (text != null && text.startsWith("#"));
      return text;
    } catch (MalformedInputException e) {
      throw fault("is no text");
    } catch (IOException e) {
      throw fault("cannot be read: " + e.getMessage());
    }
  }

  private String boundedLine() throws IOException {
    StringBuilder text = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (text.length() == MAX_LINE) {
        throw fault("is longer than " + MAX_LINE + " characters");
      }
      text.append((char) c);
      c = reader.read();
    }
    return text.toString().strip();
  }

  private double number(String field) {
    try {
      double value = Double.parseDouble(field.strip());
      if (Math.abs(value) <= Double.MAX_VALUE) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as infinities are
    }
    String shown = field.length() > 40 ? field.substring(0, 40) + "..." : field;
    throw fault("\"" + shown + "\" is no finite number");
  }

  private NetworkException fault(String what) {
    return new NetworkException(file.toString(), List.of("line " + line + " " + what));
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
