/** The fixed-point engine. */
package dev.gondola.snn.engine;
