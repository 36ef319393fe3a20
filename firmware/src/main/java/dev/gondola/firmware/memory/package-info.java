/** The shared memory on the robot: what it remembers of itself, and the way to its peers. */
package dev.gondola.firmware.memory;
