/** Controllers: PID and spiking, behind one interface. */
package dev.gondola.snn.control;
