/** The simulated robot. */
package dev.gondola.sim;
