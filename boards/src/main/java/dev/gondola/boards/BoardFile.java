package dev.gondola.boards;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * A computer board: the pins of its header and what can be had on them. Immutable; read from a YAML
 * file that the schema {@code board.schema.json} describes.
 *
 * @param id the board's id, such as {@code raspberry-pi-4-b}
 * @param name the board's name as its maker writes it
 * @param soc the chip
 * @param gpio the GPIO chip the header's lines belong to
 * @param sources addresses of the documents the facts come from
 * @param header the pins in the order of their physical numbers, from 1
 * @param buses the buses that come out on the header
 * @param pwm the hardware PWM
 */
public record BoardFile(
    String id,
    String name,
    String soc,
    GpioChip gpio,
    List<String> sources,
    List<HeaderPin> header,
    List<Bus> buses,
    PwmChip pwm) {

  /** Keeps copies of the lists. */
  public BoardFile {
    sources = List.copyOf(sources);
    header = List.copyOf(header);
    buses = List.copyOf(buses);
  }

  /**
   * A GPIO chip.
   *
   * @param chip N of {@code /dev/gpiochipN}
   * @param label its label, as {@code gpiodetect} shows it
   * @param lines the number of its lines
   */
  public record GpioChip(int chip, String label, int lines) {}

  /**
   * A pin of the header.
   *
   * @param pin physical number, from 1
   * @param name {@code 3V3}, {@code 5V}, {@code GND} or the line's name, such as {@code GPIO2}
   * @param gpio the line in the GPIO chip (BCM number on a Raspberry Pi); empty for power pins
   * @param functions alternate functions by their place ({@code alt0} to {@code alt5}), in that
   *     order
   * @param reserved what the pin must be left free for; empty if it is free to use
   */
  public record HeaderPin(
      int pin, String name, OptionalInt gpio, Map<String, String> functions, String reserved) {
    /** Keeps an unmodifiable copy of the functions. */
    public HeaderPin {
      functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
    }
  }

  /** What a bus speaks. */
  public enum BusType {
    I2C,
    SPI,
    UART
  }

  /**
   * A bus.
   *
   * @param id its name in the chip's documentation, such as {@code I2C1}
   * @param type what it speaks
   * @param number its number in Linux
   * @param devices its device files
   * @param pins signal names and their GPIO lines, in the file's order
   * @param enable lines of config.txt that enable it
   * @param note what else to know
   */
  public record Bus(
      String id,
      BusType type,
      int number,
      List<String> devices,
      Map<String, Integer> pins,
      List<String> enable,
      String note) {
    /** Keeps unmodifiable copies. */
    public Bus {
      devices = List.copyOf(devices);
      pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
      enable = List.copyOf(enable);
    }
  }

  /**
   * A hardware PWM.
   *
   * @param id its name in the chip's documentation
   * @param chip N of {@code /sys/class/pwm/pwmchipN}
   * @param channels GPIO lines that each channel can come out on, by channel number
   * @param note what else to know
   */
  public record PwmChip(String id, int chip, Map<Integer, List<Integer>> channels, String note) {
    /** Keeps an unmodifiable copy. */
    public PwmChip {
      channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    }
  }

  /**
   * Loads a board file.
   *
   * @throws FaultyFileException with every fault of the file
   */
  public static BoardFile load(Path file) {
    Faults faults = new Faults(file.toString());
    return of(YamlDocument.read(file, faults), faults);
  }

  /** Reads a board file from text; see {@link #load}. */
  static BoardFile parse(String fileName, String text) {
    Faults faults = new Faults(fileName);
    return of(YamlDocument.parse(text, faults), faults);
  }

  private static BoardFile of(JsonNode root, Faults faults) {
    if (!root.isMissingNode()) {
      FileSchema.load("board").check(root, faults);
    }
    if (!faults.isEmpty()) {
      throw new FaultyFileException(faults.sorted());
    }
    BoardFile board = BoardReader.read(root);
    BoardReader.crossCheck(board, faults);
    if (!faults.isEmpty()) {
      throw new FaultyFileException(faults.sorted());
    }
    return board;
  }

  /** Returns the header pin that carries a GPIO line. */
  public Optional<HeaderPin> pinOf(int gpio) {
    return header.stream()
        .filter(p -> p.gpio().isPresent() && p.gpio().getAsInt() == gpio)
        .findFirst();
  }

  /** Returns the bus of a type that has the given Linux number. */
  public Optional<Bus> bus(BusType type, int number) {
    return buses.stream().filter(b -> b.type() == type && b.number() == number).findFirst();
  }

  /** Returns the bus that a device file belongs to. */
  public Optional<Bus> busOf(String device) {
    return buses.stream().filter(b -> b.devices().contains(device)).findFirst();
  }
}
