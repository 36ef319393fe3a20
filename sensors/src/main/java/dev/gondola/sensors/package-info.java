/** Sensor drivers and estimators. */
package dev.gondola.sensors;
