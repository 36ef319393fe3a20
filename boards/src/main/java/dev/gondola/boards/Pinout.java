package dev.gondola.boards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Draws the header of a board, with what a robot uses each pin for. The JSON form is described by
 * the schema {@code pinout.schema.json}.
 */
public final class Pinout {
  private static final int COLUMNS = 2;

  private final BoardFile board;
  private final Optional<RobotFile> robot;

  private Pinout(BoardFile board, Optional<RobotFile> robot) {
    this.board = board;
    this.robot = robot;
  }

  /** Returns the pinout of a board alone. */
  public static Pinout of(BoardFile board) {
    return new Pinout(board, Optional.empty());
  }

  /** Returns the pinout of a robot's board, with the robot's use of each pin. */
  public static Pinout of(RobotFile robot) {
    return new Pinout(robot.board(), Optional.of(robot));
  }

  /** Returns a picture for a terminal: plain text, lines ended by a line feed. */
  public String render() {
    List<Row> rows = rows();
    Widths widths = Widths.of(rows);
    StringBuilder text = new StringBuilder();
    text.append(board.name()).append(" (").append(board.id()).append(")\n");
    robot.ifPresent(r -> text.append("robot ").append(r.name()).append('\n'));
    text.append('\n');
    rows.forEach(row -> text.append(row.text(widths)).append('\n'));
    text.append("\nbuses\n");
    for (BoardFile.Bus bus : board.buses()) {
      text.append(
          String.format(
              "  %-6s %-44s %s\n",
              bus.id(), String.join(" ", bus.devices()), String.join(" ", bus.enable())));
    }
    BoardFile.PwmChip pwm = board.pwm();
    text.append(String.format("  %-6s /sys/class/pwm/pwmchip%d", pwm.id(), pwm.chip()));
    pwm.channels()
        .forEach(
            (channel, pins) ->
                text.append("  channel ").append(channel).append(" on GPIO ").append(either(pins)));
    text.append('\n');
    robot.ifPresent(r -> appendBootConfig(r, text));
    return text.toString();
  }

  private static String either(List<Integer> pins) {
    return pins.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static void appendBootConfig(RobotFile robot, StringBuilder text) {
    text.append("\nconfig.txt of this robot\n");
    BootConfig.lines(robot).forEach(line -> text.append("  ").append(line).append('\n'));
  }

  /** Returns the same as one JSON object. */
  public String json() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("board", board.id()).put("name", board.name());
    robot.ifPresent(r -> root.put("robot", r.name()));
    ArrayNode pins = root.putArray("pins");
    for (BoardFile.HeaderPin pin : board.header()) {
      ObjectNode node = pins.addObject().put("pin", pin.pin()).put("name", pin.name());
      pin.gpio().ifPresent(gpio -> node.put("gpio", gpio));
      ObjectNode functions = node.putObject("functions");
      pin.functions().forEach(functions::put);
      if (!pin.reserved().isEmpty()) {
        node.put("reserved", pin.reserved());
      }
      use(pin).ifPresent(use -> node.put("use", use));
    }
    ArrayNode buses = root.putArray("buses");
    for (BoardFile.Bus bus : board.buses()) {
      ObjectNode node = buses.addObject().put("id", bus.id());
      bus.devices().forEach(node.putArray("devices")::add);
      bus.enable().forEach(node.putArray("enable")::add);
    }
    ObjectNode pwm =
        root.putObject("pwm").put("id", board.pwm().id()).put("chip", board.pwm().chip());
    ArrayNode channels = pwm.putArray("channels");
    board
        .pwm()
        .channels()
        .forEach(
            (channel, on) ->
                on.forEach(channels.addObject().put("channel", channel).putArray("pins")::add));
    robot.ifPresent(r -> BootConfig.lines(r).forEach(root.putArray("config_txt")::add));
    return root.toPrettyString();
  }

  private Optional<String> use(BoardFile.HeaderPin pin) {
    if (robot.isEmpty() || pin.gpio().isEmpty()) {
      return Optional.empty();
    }
    return robot.get().pins().stream()
        .filter(use -> use.gpio() == pin.gpio().getAsInt())
        .map(PinUse::use)
        .findFirst();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < board.header().size(); i += COLUMNS) {
      boolean last = i + 1 == board.header().size();
      rows.add(
          new Row(cell(board.header().get(i)), last ? Cell.NONE : cell(board.header().get(i + 1))));
    }
    return rows;
  }

  private Cell cell(BoardFile.HeaderPin pin) {
    String functions =
        pin.reserved().isEmpty()
            ? pin.functions().entrySet().stream()
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(" "))
            : pin.reserved();
    String shown = robot.isPresent() ? use(pin).map(use -> "<" + use + ">").orElse("") : functions;
    return new Cell(Integer.toString(pin.pin()), pin.name(), shown);
  }

  private record Cell(String pin, String name, String shown) {
    static final Cell NONE = new Cell("", "", "");
  }

  private record Row(Cell left, Cell right) {
    String text(Widths widths) {
      String format =
          "  %"
              + widths.shown
              + "s  %"
              + widths.name
              + "s  %3s o o %-3s  %-"
              + widths.name
              + "s  %s";
      return String.format(
              format, left.shown, left.name, left.pin, right.pin, right.name, right.shown)
          .stripTrailing();
    }
  }

  private record Widths(int shown, int name) {
    static Widths of(List<Row> rows) {
      int shown = rows.stream().mapToInt(r -> r.left.shown.length()).max().orElse(0);
      int name =
          rows.stream()
              .mapToInt(r -> Math.max(r.left.name.length(), r.right.name.length()))
              .max()
              .orElse(0);
      return new Widths(Math.max(1, shown), Math.max(1, name));
    }
  }
}
