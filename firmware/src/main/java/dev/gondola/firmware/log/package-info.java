/**
 * The flight log: an MCAP writer and reader, the messages of the control loop, and CSV export.
 *
 * <p>MCAP: <a href="https://mcap.dev/spec">mcap.dev/spec</a>, major version 0.
 */
package dev.gondola.firmware.log;
