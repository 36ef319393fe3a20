package dev.gondola.ground.snn.stimulus;

import dev.gondola.snn.coding.EventStreamEncoder;
import dev.gondola.snn.control.SpikingPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats of comma-separated text, chosen by the names in the header. */
final class CsvFormats {
  private static final String STEP = "step";
  private static final String INPUT = "input";
  private static final String CHANNEL = "channel";
  private static final String VALUE = "value";
  private static final String ERROR = "error_m";

  private CsvFormats() {}

  /**
   * Returns the format that a header asks for.
   *
   * @throws IllegalArgumentException telling what is wrong with the header
   */
  static LineFormat of(String header, InputLayout layout, Optional<SpikingPart> part) {
    List<String> names = Stream.of(header.split(",", -1)).map(String::strip).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("the header names a column twice");
    }
    if (names.contains(STEP) && names.contains(CHANNEL)) {
      return new Events(names, layout);
    }
    return part.isPresent() && names.contains(ERROR)
        ? new Errors(names, part.get())
        : new Table(names, layout);
  }

  /** One row of cells; the same array is used for the next. */
  private static final class Cells {
    private final String[] cells;

    Cells(int columns) {
      cells = new String[columns];
    }

    String[] split(String line) {
      int from = 0;
      for (int i = 0; i < cells.length; i++) {
        int comma = line.indexOf(',', from);
        boolean last = i == cells.length - 1;
        if (last ? comma >= 0 : comma < 0) {
          throw new IllegalArgumentException(
              "has %d values, the header has %d"
                  .formatted(line.chars().filter(c -> c == ',').count() + 1, cells.length));
        }
        cells[i] = line.substring(from, last ? line.length() : comma).strip();
        from = comma + 1;
      }
      return cells;
    }
  }

  /** One row a step, one column a channel; a value holds until the next row. */
  private static final class Table implements LineFormat {
    private final InputLayout layout;
    private final List<InputLayout.Channel> columns = new ArrayList<>();
    private final Cells cells;
    private final int stepColumn;
    private long row;

    Table(List<String> names, InputLayout layout) {
      this.layout = layout;
      cells = new Cells(names.size());
      stepColumn = names.indexOf(STEP);
      for (int i = 0; i < names.size(); i++) {
        columns.add(i == stepColumn ? null : layout.channel(names.get(i)));
      }
    }

    @Override
    public void parse(String line, Frame frame) {
      String[] values = cells.split(line);
      row++;
      long step = stepColumn < 0 ? row : Numbers.step(values[stepColumn]);
      frame.begin(step, step);
      for (int i = 0; i < values.length; i++) {
        if (i != stepColumn) {
          InputLayout.Channel at = columns.get(i);
          frame.hold(at.input(), at.channel(), layout.value(at.input(), values[i]));
        }
      }
    }
  }

  /** One row an event, which lasts one step. */
  private static final class Events implements LineFormat {
    private final InputLayout layout;
    private final Cells cells;
    private final int stepColumn;
    private final int inputColumn;
    private final int channelColumn;
    private final int valueColumn;

    Events(List<String> names, InputLayout layout) {
      this.layout = layout;
      cells = new Cells(names.size());
      stepColumn = names.indexOf(STEP);
      inputColumn = names.indexOf(INPUT);
      channelColumn = names.indexOf(CHANNEL);
      valueColumn = names.indexOf(VALUE);
      for (String name : names) {
        if (!List.of(STEP, INPUT, CHANNEL, VALUE).contains(name)) {
          throw new IllegalArgumentException(
              "an event list has the columns step, input, channel, value, not \""
                  + Numbers.brief(name)
                  + "\"");
        }
      }
      if (inputColumn < 0 && layout.inputs().size() != 1) {
        throw new IllegalArgumentException(
            "the network has %d inputs: an event list needs the column input"
                .formatted(layout.inputs().size()));
      }
    }

    @Override
    public void parse(String line, Frame frame) {
      String[] values = cells.split(line);
      long step = Numbers.step(values[stepColumn]);
      frame.begin(step, step);
      int input = inputColumn < 0 ? 0 : layout.input(values[inputColumn]);
      InputLayout.Channel at = layout.channel(input, values[channelColumn]);
      int value = valueColumn < 0 ? 1 : layout.value(input, values[valueColumn]);
      frame.pulse(input, at.channel(), value);
    }

    @Override
    public boolean repeatsSteps() {
      return true;
    }
  }

  /** The errors of a recorded flight, one row a control period. Other columns are passed over. */
  private static final class Errors implements LineFormat {
    private final SpikingPart part;
    private final Cells cells;
    private final int column;
    private long row;

    Errors(List<String> names, SpikingPart part) {
      this.part = part;
      cells = new Cells(names.size());
      column = names.indexOf(ERROR);
      if (part.encoder() instanceof EventStreamEncoder) {
        throw new IllegalArgumentException(
            "part \"" + part.name() + "\" takes the events of a camera, not errors");
      }
    }

    @Override
    public void parse(String line, Frame frame) {
      int steps = part.network().stepsPerTick();
      frame.begin(row * steps + 1, (row + 1) * steps);
      row++;
      frame.encode(Numbers.finite(cells.split(line)[column], ERROR));
    }

    @Override
    public Optional<SpikingPart> encodedBy() {
      return Optional.of(part);
    }
  }
}
