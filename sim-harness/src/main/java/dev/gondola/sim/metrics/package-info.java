/** How well a flight went. */
package dev.gondola.sim.metrics;
