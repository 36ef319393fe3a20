/** How weights and neurons change while a network runs: rules as data. */
package dev.gondola.snn.learning;
