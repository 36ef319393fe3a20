package dev.gondola.ground.command;

import dev.gondola.boards.BoardCatalog;
import dev.gondola.boards.BoardFile;
import dev.gondola.boards.Pinout;
import dev.gondola.boards.RobotFile;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import java.nio.file.Path;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "pinout",
    description =
        "Draw the header of a board, its buses and PWM channels; with --robot, what a robot uses"
            + " each pin for and the boot configuration it needs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola board pinout",
      "  gondola board pinout raspberry-pi-4-b",
      "  gondola board pinout --robot robot.yaml"
    })
final class BoardPinoutCommand extends BaseCommand {

  private static final String REFERENCE_BOARD = "raspberry-pi-zero-2-w";

  @Parameters(
      paramLabel = "BOARD",
      arity = "0..1",
      completionCandidates = BoardIds.class,
      description = "One of ${COMPLETION-CANDIDATES}; " + REFERENCE_BOARD + " if left out.")
  private String board;

  @Option(names = "--robot", paramLabel = "FILE", description = "A robot.yaml, in place of BOARD.")
  private Path robot;

  @Mixin private JsonOption json;

  /** The boards that ship with Gondola. */
  static final class BoardIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BoardCatalog.builtIn().ids().iterator();
    }
  }

  @Override
  public Integer call() {
    Pinout pinout = pinout();
    if (json.requested()) {
      out().println(pinout.json());
    } else {
      out().print(pinout.render());
      out().flush();
    }
    return ExitCodes.OK;
  }

  private Pinout pinout() {
    if (robot == null) {
      return Pinout.of(find(board == null ? REFERENCE_BOARD : board));
    }
    if (board != null) {
      throw usageFault("give BOARD or --robot, not both");
    }
    return Pinout.of(RobotFile.load(robot));
  }

  private BoardFile find(String id) {
    BoardCatalog catalog = BoardCatalog.builtIn();
    return catalog
        .find(id)
        .orElseThrow(
            () ->
                usageFault(
                    "there is no board '"
                        + id
                        + "'; known boards: "
                        + String.join(", ", catalog.ids())));
  }
}
