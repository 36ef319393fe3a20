/** Genomes: how a list of numbers becomes a network. */
package dev.gondola.evolution.genome;
