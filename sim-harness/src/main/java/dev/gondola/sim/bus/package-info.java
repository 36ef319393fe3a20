/**
 * Simulated pins, wires and chips, behind the same interfaces as the real ones: the drivers that
 * fly are the drivers that are simulated.
 */
package dev.gondola.sim.bus;
