/** Differences between networks: in what they are, and in what they do. */
package dev.gondola.ground.snn.diff;
