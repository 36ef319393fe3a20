/** Spiking networks as data, and the fixed-point engine that runs them. */
package dev.gondola.snn;
