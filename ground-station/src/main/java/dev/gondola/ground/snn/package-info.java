/** Runs networks from files and compares them, for the commands of {@code gondola snn}. */
package dev.gondola.ground.snn;
