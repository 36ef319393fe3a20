/** Imitation: error recordings, the law to imitate, and the loss. */
package dev.gondola.evolution.imitation;
