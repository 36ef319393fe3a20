/** Reading of this module's JSON files. */
package dev.gondola.sim.json;
