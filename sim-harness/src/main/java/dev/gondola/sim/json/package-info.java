/** Reading of this module's JSON files with all faults reported at once. */
package dev.gondola.sim.json;
