package dev.gondola.actuators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Spreads commands over outputs: {@code outputs = gains * commands}. An immutable value: a gain
 * matrix (outputs x commands) and the names of its rows and columns.
 *
 * <p>{@link #mix} adds the products of a row from left to right, so the same numbers give the same
 * bits on every machine. A command that is not finite makes every output that is not finite: the
 * {@link Limiter} behind the mixer turns that into its safe value.
 */
public final class Mixer {
  private final List<String> outputNames;
  private final List<String> commandNames;

  /** Row by row. */
  private final double[] gains;

  /**
   * Checks and copies a gain matrix.
   *
   * @param outputNames names of the rows, at least one, each different and not blank
   * @param commandNames names of the columns, at least one, each different and not blank
   * @param gains one row per output, one finite gain per command in each row; copied
   * @throws IllegalArgumentException naming every fault found
   */
  public Mixer(List<String> outputNames, List<String> commandNames, double[][] gains) {
    this.outputNames = List.copyOf(outputNames);
    this.commandNames = List.copyOf(commandNames);
    List<String> faults = new ArrayList<>();
    checkNames("output", this.outputNames, faults);
    checkNames("command", this.commandNames, faults);
    checkGains(gains, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("mixer: " + String.join("; ", faults));
    }
    this.gains = Arrays.stream(gains).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Returns the mixer that passes each named command on to the output of the same name. */
  public static Mixer identity(List<String> names) {
    double[][] gains = new double[names.size()][names.size()];
    for (int i = 0; i < gains.length; i++) {
      gains[i][i] = 1;
    }
    return new Mixer(names, names, gains);
  }

  private static void checkNames(String kind, List<String> names, List<String> faults) {
    if (names.isEmpty()) {
      faults.add("there is no " + kind + ", give at least one");
    }
    HashSet<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        faults.add("a name of the " + kind + "s is blank");
      } else if (!seen.add(name)) {
        faults.add(kind + " '" + name + "' is there twice");
      }
    }
  }

  private void checkGains(double[][] gains, List<String> faults) {
    if (gains.length != outputNames.size()) {
      faults.add(gains.length + " rows of gains for " + outputNames.size() + " outputs");
      return;
    }
    for (int row = 0; row < gains.length; row++) {
      String output = outputNames.get(row);
      if (gains[row].length != commandNames.size()) {
        faults.add(
            "output '%s' has %d gains for %d commands"
                .formatted(output, gains[row].length, commandNames.size()));
        continue;
      }
      for (int column = 0; column < gains[row].length; column++) {
        if (!Double.isFinite(gains[row][column])) {
          faults.add(
              "the gain from command '%s' to output '%s' is %s, give a finite number"
                  .formatted(commandNames.get(column), output, gains[row][column]));
        }
      }
    }
  }

  /**
   * Computes all outputs. Allocates nothing.
   *
   * @param commands one value per command, in the order of {@link #commandNames}
   * @param outputs receives one value per output, in the order of {@link #outputNames}; must not be
   *     the same array as {@code commands}
   * @throws IllegalArgumentException if an array has another length
   */
  public void mix(double[] commands, double[] outputs) {
    if (commands.length != commandNames.size() || outputs.length != outputNames.size()) {
      throw refuse(commands.length, outputs.length);
    }
    int gain = 0;
    for (int row = 0; row < outputs.length; row++) {
      double sum = 0;
      for (double command : commands) {
        sum += gains[gain++] * command;
      }
      outputs[row] = sum;
    }
  }

  private IllegalArgumentException refuse(int commands, int outputs) {
    return new IllegalArgumentException(
        "mixer: %d commands and %d outputs given, %d and %d wanted"
            .formatted(commands, outputs, commandNames.size(), outputNames.size()));
  }

  /** Returns the names of the outputs, in the order of the rows. */
  public List<String> outputNames() {
    return outputNames;
  }

  /** Returns the names of the commands, in the order of the columns. */
  public List<String> commandNames() {
    return commandNames;
  }

  /**
   * Returns one gain.
   *
   * @param output row, 0..outputs-1
   * @param command column, 0..commands-1
   * @throws IndexOutOfBoundsException if there is no such row or column
   */
  public double gain(int output, int command) {
    Objects.checkIndex(output, outputNames.size());
    Objects.checkIndex(command, commandNames.size());
    return gains[output * commandNames.size() + command];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mixer that
        && outputNames.equals(that.outputNames)
        && commandNames.equals(that.commandNames)
        && Arrays.equals(gains, that.gains);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * outputNames.hashCode() + commandNames.hashCode()) + Arrays.hashCode(gains);
  }

  @Override
  public String toString() {
    return "Mixer[outputs=%s, commands=%s, gains=%s]"
        .formatted(outputNames, commandNames, Arrays.toString(gains));
  }
}
