package dev.gondola.snn.exchange;

/**
 * Metadata of the graphs that we export. They let an import choose the same scales and so give the
 * same integers; nothing else depends on them.
 */
final class ExportHints {
  /** Of the graph: steps in a control period. */
  static final String STEPS_PER_TICK = "gondola_steps_per_tick";

  /** Of neurons: a potential of 1 is 2 to this power in the integer engine. */
  static final String SCALE_EXPONENT = "gondola_scale_exponent";

  private ExportHints() {}
}
