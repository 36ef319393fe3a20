/** The operator's command line. */
package dev.gondola.ground;
