/** Estimators: from samples to the state the controller needs. */
package dev.gondola.sensors.estimate;
