/** Tools of the tests. */
package dev.gondola.actuators.testing;
