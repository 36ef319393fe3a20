/**
 * Spatial, temporal and embodiment memory shared by robots.
 *
 * <p>{@link dev.gondola.memory.Memory} is one robot's memory: an append-only set of {@link
 * dev.gondola.memory.Event}s on disk and the {@link dev.gondola.memory.MemoryState} folded from it.
 * {@link dev.gondola.memory.Replicator} makes the sets of all robots equal over any {@link
 * dev.gondola.memory.Transport}.
 */
package dev.gondola.memory;
