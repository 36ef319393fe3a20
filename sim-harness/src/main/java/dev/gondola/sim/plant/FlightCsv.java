package dev.gondola.sim.plant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A recorded flight: one row for each control step of {@link #PERIOD_S}.
 *
 * <p>The file is comma-separated text with a header. It must have the columns {@code t_s} (s),
 * {@code height_m} (measured height, m), {@code ref_m} (set-point, m), {@code u_cmd} (command
 * before its clip, units of +-10, positive up) and {@code error_m} (set-point minus height, m), in
 * any order; others are ignored. The row number times {@link #PERIOD_S} is the time of the control
 * step. {@code t_s} may be when a message arrived: it may stand still, but never go back.
 */
public final class FlightCsv {
  /** Time between two rows, s. */
  public static final double PERIOD_S = 0.1;

  /** Largest file accepted, bytes. */
  public static final int MAX_BYTES = 32 << 20;

  private static final List<String> COLUMNS =
      List.of("t_s", "height_m", "ref_m", "u_cmd", "error_m");
  private static final int MAX_COLUMNS = 256;
  private static final int SHOWN = 40;

  private final String name;
  private final double[][] values;

  private FlightCsv(String name, double[][] values) {
    this.name = name;
    this.values = values;
  }

  /**
   * Reads a flight.
   *
   * @param file file of at most {@link #MAX_BYTES}
   * @throws IOException if the file cannot be read
   * @throws FlightCsvException if a column is missing, a row has too few or too many values, a
   *     value is not a finite number, time goes back, or there is no row
   */
  public static FlightCsv read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    Path last = file.getFileName();
    return parse(bytes, file.toString(), last == null ? file.toString() : last.toString());
  }

  /**
   * Reads a flight from memory.
   *
   * @param bytes content of the file
   * @param source file name for messages
   * @param name name of the flight
   * @throws FlightCsvException as {@link #read}
   */
  static FlightCsv parse(byte[] bytes, String source, String name) {
    if (bytes.length > MAX_BYTES) {
      throw new FlightCsvException(source, 1, "the file is larger than " + MAX_BYTES + " bytes");
    }
    Parser parser = new Parser(source);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      parser.line(text.substring(start, end).strip());
      start = end + 1;
    }
    return new FlightCsv(name, parser.finish());
  }

  /** Returns the file's name without its folders. */
  public String name() {
    return name;
  }

  /** Returns the number of rows, at least 1. */
  public int rows() {
    return values[0].length;
  }

  /** Returns the time written in a row, s. */
  public double timeS(int row) {
    return values[0][row];
  }

  /** Returns the measured height of a row, m. */
  public double heightM(int row) {
    return values[1][row];
  }

  /** Returns the set-point of a row, m. */
  public double refM(int row) {
    return values[2][row];
  }

  /** Returns the command of a row, before its clip. */
  public double command(int row) {
    return values[3][row];
  }

  /** Returns the error of a row, set-point minus height, m. */
  public double errorM(int row) {
    return values[4][row];
  }

  /** Reads line after line. */
  private static final class Parser {
    private final String source;
    private final double[][] values = new double[COLUMNS.size()][256];
    private int[] places;
    private int width;
    private int rows;
    private long line;

    Parser(String source) {
      this.source = source;
    }

    void line(String text) {
      line++;
      if (text.isEmpty()) {
        return;
      }
      List<String> cells = Arrays.asList(text.split(",", -1));
      if (places == null) {
        header(cells.stream().map(String::strip).toList());
      } else {
        row(cells);
      }
    }

    private void header(List<String> names) {
      width = names.size();
      if (width > MAX_COLUMNS) {
        throw fault("the header has more than " + MAX_COLUMNS + " columns");
      }
      List<String> missing = COLUMNS.stream().filter(column -> !names.contains(column)).toList();
      if (!missing.isEmpty()) {
        throw fault(
            "missing column "
                + String.join(", ", missing)
                + "; wanted "
                + String.join(",", COLUMNS));
      }
      places = new int[COLUMNS.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = names.indexOf(COLUMNS.get(i));
        if (names.lastIndexOf(COLUMNS.get(i)) != places[i]) {
          throw fault("column " + COLUMNS.get(i) + " is there twice");
        }
      }
    }

    private void row(List<String> cells) {
      if (cells.size() != width) {
        throw fault("has " + cells.size() + " values, the header has " + width);
      }
      if (rows == values[0].length) {
        for (int i = 0; i < values.length; i++) {
          values[i] = Arrays.copyOf(values[i], 2 * rows);
        }
      }
      for (int i = 0; i < places.length; i++) {
        values[i][rows] = number(cells.get(places[i]).strip(), COLUMNS.get(i));
      }
      if (rows > 0 && values[0][rows] < values[0][rows - 1]) {
        throw fault("time goes back from " + values[0][rows - 1] + " to " + values[0][rows] + " s");
      }
      rows++;
    }

    private double number(String cell, String column) {
      String shown = cell.length() > SHOWN ? cell.substring(0, SHOWN) + "..." : cell;
      double value;
      try {
        value = Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        throw fault(column + " is not a number: '" + shown + "'");
      }
      if (!Double.isFinite(value)) {
        throw fault(column + " is not a finite number: '" + shown + "'");
      }
      return value;
    }

    double[][] finish() {
      if (rows == 0) {
        line = Math.max(line, 1);
        throw fault(places == null ? "the file is empty" : "there is no row after the header");
      }
      for (int i = 0; i < values.length; i++) {
        values[i] = Arrays.copyOf(values[i], rows);
      }
      return values;
    }

    private FlightCsvException fault(String reason) {
      return new FlightCsvException(source, line, reason);
    }
  }
}
