/** Encoders into spikes and currents, decoders out of spikes; all in integers. */
package dev.gondola.snn.coding;
