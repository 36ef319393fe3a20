/** Simulated flights: the main job of the command line. */
package dev.gondola.ground.fly;
