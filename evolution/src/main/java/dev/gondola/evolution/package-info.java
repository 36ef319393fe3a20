/** The offline optimiser. */
package dev.gondola.evolution;
