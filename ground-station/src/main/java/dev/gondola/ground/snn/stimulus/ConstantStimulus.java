package dev.gondola.ground.snn.stimulus;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The same values in every step. */
public final class ConstantStimulus implements StimulusSource {
  private final String description;
  private final int[][] values;

  private ConstantStimulus(String description, int[][] values) {
    this.description = description;
    this.values = values;
  }

  /** Returns a stimulus of zeros: the network is left to itself. */
  public static ConstantStimulus none(InputLayout layout) {
    return new ConstantStimulus("none, all inputs 0", layout.zeros());
  }

  /**
   * Reads assignments; a later one wins.
   *
   * @param layout the network's inputs
   * @param assignments each {@code VALUE} for all channels of all inputs, {@code INPUT=VALUE} for
   *     all channels of one, or {@code INPUT[CHANNEL]=VALUE}
   * @throws StimulusException if an assignment is none, or names what is not there
   */
  public static ConstantStimulus of(InputLayout layout, List<String> assignments) {
    int[][] values = layout.zeros();
    for (String assignment : assignments) {
      try {
        assign(layout, assignment, values);
      } catch (IllegalArgumentException e) {
        throw new StimulusException("constant \"" + assignment + "\": " + e.getMessage());
      }
    }
    return new ConstantStimulus("constant " + String.join(", ", assignments), values);
  }

  private static void assign(InputLayout layout, String assignment, int[][] values) {
    int equals = assignment.lastIndexOf('=');
    String name = equals < 0 ? "" : assignment.substring(0, equals).strip();
    String value = assignment.substring(equals + 1).strip();
    if (equals < 0) {
      for (int i = 0; i < values.length; i++) {
        Arrays.fill(values[i], layout.value(i, value));
      }
    } else if (name.endsWith("]")) {
      InputLayout.Channel at = layout.channel(name);
      values[at.input()][at.channel()] = layout.value(at.input(), value);
    } else {
      int input = layout.input(name);
      Arrays.fill(values[input], layout.value(input, value));
    }
  }

  @Override
  public OptionalLong lastStep() {
    return OptionalLong.empty();
  }

  @Override
  public Stimulus open() {
    return (step, inputs) -> {
      if (step == 1) {
        for (int i = 0; i < values.length; i++) {
          System.arraycopy(values[i], 0, inputs[i], 0, values[i].length);
        }
      }
    };
  }

  @Override
  public String description() {
    return description;
  }
}
