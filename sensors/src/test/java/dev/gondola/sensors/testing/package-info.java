/**
 * Tools of the tests; the same as in the tests of actuators, since a test-jar breaks
 * -Dmaven.test.skip.
 */
package dev.gondola.sensors.testing;
