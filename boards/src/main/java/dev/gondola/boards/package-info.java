/** Board files, robot.yaml and the Linux provider for Pi4J. */
package dev.gondola.boards;
