/** The commands, one class each. */
package dev.gondola.ground.command;
