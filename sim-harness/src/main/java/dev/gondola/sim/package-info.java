/** The simulated robot: scenarios and the parts that stand in for hardware. */
package dev.gondola.sim;
