/** The control loop and what stands around it on the robot. */
package dev.gondola.firmware;
