package dev.gondola.boards;

/**
 * One fault in a file, for the person who wrote the file.
 *
 * @param file the file's name as it was given
 * @param line line, from 1; 0 if the fault is of the file as a whole
 * @param column column, from 1; 0 if the fault is of the file as a whole
 * @param path JSON path of the value, such as {@code $.sensors.imu.address}
 * @param message what is wrong
 * @param remedy what to do about it
 */
public record Fault(String file, int line, int column, String path, String message, String remedy) {

  /** Returns the fault on one line: {@code file:line:column: path: message - remedy}. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line + ":" + column : file;
    return place + ": " + path + ": " + message + " - " + remedy;
  }
}
