/** Reference networks, and what a step of them costs beside plain C. */
package dev.gondola.snn.bench;
