/** What every command shares: the command tree's set-up, faults, progress, Ctrl-C, figures. */
package dev.gondola.ground.cli;
