/** The operator's end of the fleet link: robots are watched and commanded. */
package dev.gondola.ground.fleet;
