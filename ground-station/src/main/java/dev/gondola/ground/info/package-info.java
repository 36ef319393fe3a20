/** What is in a network file, as text and as JSON. */
package dev.gondola.ground.info;
