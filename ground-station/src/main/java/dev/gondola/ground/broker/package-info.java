/** An MQTT broker within the JVM, for demonstrations and tests. */
package dev.gondola.ground.broker;
