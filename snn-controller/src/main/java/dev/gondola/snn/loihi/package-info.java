/**
 * Networks on a Loihi host: the host protocol, the link that reconnects, and the engine that goes
 * on without the host.
 */
package dev.gondola.snn.loihi;
