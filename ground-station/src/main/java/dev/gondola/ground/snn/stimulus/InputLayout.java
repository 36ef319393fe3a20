package dev.gondola.ground.snn.stimulus;

import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.Projection;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inputs of a network, and which values they may be given: a current of 16 bits where an input
 * is joined to neurons directly, on the chip; 32 bits otherwise.
 */
public final class InputLayout {
  private static final Pattern CHANNEL = Pattern.compile("(.+)\\[(\\d{1,9})]");

  private final List<Input> inputs;
  private final Set<String> currents = new HashSet<>();

  /**
   * Makes a layout.
   *
   * @param network whose inputs are described
   * @param range whether values may go beyond the chip
   */
  public InputLayout(Network network, Range range) {
    inputs = network.inputs();
    if (range == Range.CHIP) {
      network.projections().stream()
          .filter(Projection::isDirect)
          .forEach(p -> currents.add(p.from()));
    }
  }

  /**
   * One channel of one input.
   *
   * @param input index of the input
   * @param channel index of the channel
   */
  record Channel(int input, int channel) {}

  List<Input> inputs() {
    return inputs;
  }

  /** Returns new arrays of zeros, one for each input. */
  int[][] zeros() {
    return inputs.stream().map(i -> new int[i.size()]).toArray(int[][]::new);
  }

  int lowest(int input) {
    return currents.contains(inputs.get(input).id()) ? Short.MIN_VALUE : Integer.MIN_VALUE;
  }

  int highest(int input) {
    return currents.contains(inputs.get(input).id()) ? Short.MAX_VALUE : Integer.MAX_VALUE;
  }

  /**
   * Reads {@code input[channel]}, or {@code input} alone where it has one channel.
   *
   * @throws IllegalArgumentException if there is no such channel
   */
  Channel channel(String text) {
    Matcher match = CHANNEL.matcher(text);
    if (match.matches()) {
      return channel(input(match.group(1)), match.group(2));
    }
    int input = input(text);
    int size = inputs.get(input).size();
    if (size != 1) {
      throw new IllegalArgumentException(
          "input \"%s\" has %d channels: write %s[0] to %s[%d]"
              .formatted(text, size, text, text, size - 1));
    }
    return new Channel(input, 0);
  }

  /** Reads the number of a channel of an input. */
  Channel channel(int input, String text) {
    Input in = inputs.get(input);
    int channel = Numbers.integer(text, "channel");
    if (channel < 0 || channel >= in.size()) {
      throw new IllegalArgumentException(
          "input \"%s\" has the channels 0 to %d, not %s"
              .formatted(in.id(), in.size() - 1, Numbers.brief(text)));
    }
    return new Channel(input, channel);
  }

  /** Returns the index of an input. */
  int input(String id) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "there is no input \"%s\"; the network has %s"
            .formatted(Numbers.brief(id), inputs.stream().limit(20).map(Input::id).toList()));
  }

  /** Reads a value that the input may be given. */
  int value(int input, String text) {
    int value = Numbers.integer(text, "value");
    if (value < lowest(input) || value > highest(input)) {
      throw new IllegalArgumentException(
          "input \"%s\" takes currents of %d to %d, not %d (--beyond-chip allows it)"
              .formatted(inputs.get(input).id(), lowest(input), highest(input), value));
    }
    return value;
  }
}
