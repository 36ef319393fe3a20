/** Fitness by flying a simulated robot. */
package dev.gondola.evolution.closedloop;
