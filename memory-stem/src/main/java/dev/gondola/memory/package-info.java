/** Spatial, temporal and embodiment memory shared by robots. */
package dev.gondola.memory;
