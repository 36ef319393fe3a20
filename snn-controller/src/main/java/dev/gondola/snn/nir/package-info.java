/**
 * Networks in the Neuromorphic Intermediate Representation (NIR; Pedersen et al., Nature
 * Communications 15, 2024): the graph as a value, its files, its shapes, and a floating-point run.
 */
package dev.gondola.snn.nir;
