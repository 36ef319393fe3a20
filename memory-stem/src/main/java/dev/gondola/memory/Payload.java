package dev.gondola.memory;

/** What an event says. The memory as published (STEM, arXiv 2510.26536) has three parts. */
public sealed interface Payload permits Observation, EmbodimentProfile, TaskNote {

  /**
   * The name of this payload's type in JSON and SQL: {@code pose}, {@code profile}, {@code task}.
   */
  String kind();
}
