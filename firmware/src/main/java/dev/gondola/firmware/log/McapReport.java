package dev.gondola.firmware.log;

import java.util.List;

/**
 * How the reading of an MCAP file went.
 *
 * @param complete whether the file has its footer and closing magic
 * @param chunks chunks read whole
 * @param messages messages delivered
 * @param warnings what was wrong, in file order, with byte offsets; at most {@value
 *     McapReader#MAX_WARNINGS}, the last then says that there were more
 */
public record McapReport(boolean complete, int chunks, long messages, List<String> warnings) {
  public McapReport {
    warnings = List.copyOf(warnings);
  }
}
