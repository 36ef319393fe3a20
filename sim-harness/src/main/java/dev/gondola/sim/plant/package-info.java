/** The blimp as a simulated body: model, parameters, sensors, identification from flights. */
package dev.gondola.sim.plant;
