/** Learning in flight: a blimp that loses helium trims itself again. */
package dev.gondola.evolution.trim;
