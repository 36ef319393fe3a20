/** Mixing, limits, motors and servos. */
package dev.gondola.actuators;
