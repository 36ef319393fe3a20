package dev.gondola.ground.command;

import dev.gondola.snn.engine.FixedPointEngine.Range;
import picocli.CommandLine.Option;

/** Mixin for commands that run networks: {@code --beyond-chip}. */
final class ChipRangeOption {

  @Option(
      names = "--beyond-chip",
      description =
          "Allow parameters and inputs beyond the chip's range: then the numbers wrap as 32-bit"
              + " integers, as in Lava. Without it they are refused.")
  private boolean beyondChip;

  boolean beyondChip() {
    return beyondChip;
  }

  Range range() {
    return beyondChip ? Range.BEYOND_CHIP : Range.CHIP;
  }
}
