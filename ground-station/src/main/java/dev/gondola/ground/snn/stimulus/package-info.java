/** What is given to a network's inputs: from files, streamed, or generated. */
package dev.gondola.ground.snn.stimulus;
