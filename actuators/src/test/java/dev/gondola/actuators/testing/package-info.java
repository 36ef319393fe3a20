/** What the tests of this module and of those above it share. */
package dev.gondola.actuators.testing;
