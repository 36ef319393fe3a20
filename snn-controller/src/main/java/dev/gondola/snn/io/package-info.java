/** Network and controller files. */
package dev.gondola.snn.io;
