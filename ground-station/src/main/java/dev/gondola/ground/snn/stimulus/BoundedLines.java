package dev.gondola.ground.snn.stimulus;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The lines of a text file that are not blank, none longer than {@link #MAX_LINE} characters. */
final class BoundedLines implements Closeable {
  static final int MAX_LINE = 1 << 23;

  private final String file;
  private final BufferedReader reader;
  private final StringBuilder line = new StringBuilder();
  private long number;

  BoundedLines(Path path) throws IOException {
    file = path.toString();
    InputStream raw = open(path);
    try {
      InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
      reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream open(Path path) throws IOException {
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw new StimulusException(path + ": there is no such file");
    }
  }

  /** Returns the next line that is not blank, without blanks at its ends; null at the end. */
  String next() throws IOException {
    String text = readLine();
    while (text != null && text.isEmpty()) {
      text = readLine();
    }
    return text;
  }

  private String readLine() throws IOException {
    line.setLength(0);
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    number++;
    while (c >= 0 && c != '\n') {
      if (line.length() == MAX_LINE) {
        throw fault("the line is longer than " + MAX_LINE + " characters");
      }
      line.append((char) c);
      c = reader.read();
    }
    int start = number == 1 && !line.isEmpty() && line.charAt(0) == '\uFEFF' ? 1 : 0;
    return line.substring(start).strip();
  }

  StimulusException fault(String reason) {
    return new StimulusException(file, Math.max(1, number), reason);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
