/** Links to serial devices. */
package dev.gondola.actuators.serial;
