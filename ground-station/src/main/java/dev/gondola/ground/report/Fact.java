package dev.gondola.ground.report;

/**
 * Something a reader must know to repeat the run.
 *
 * @param label for example {@code seed}
 * @param value for example {@code 1}
 */
public record Fact(String label, String value) {}
