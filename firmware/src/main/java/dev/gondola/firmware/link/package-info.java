/**
 * The robot's end of the fleet link: telemetry, events and operator commands over MQTT, behind
 * queues that the control loop never waits for.
 */
package dev.gondola.firmware.link;
