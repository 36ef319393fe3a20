package dev.gondola.firmware.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in messages: ISO 8601, UTC, milliseconds, as in VDA 5050 3.0.0. */
final class Timestamps {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static String format(Instant time) {
    return FORMAT.format(time);
  }

  static Instant parse(String text) throws BadMessageException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BadMessageException("timestamp is not ISO 8601 in UTC: " + Text.quote(text));
    }
  }
}
