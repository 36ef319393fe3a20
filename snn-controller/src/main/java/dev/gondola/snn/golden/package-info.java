/** Golden vectors: networks with every state variable of every step. */
package dev.gondola.snn.golden;
