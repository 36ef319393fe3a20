/** What the commands that exchange networks with other frameworks report. */
package dev.gondola.ground.exchange;
