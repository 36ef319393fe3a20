/** A robot put together from its description. */
package dev.gondola.firmware.robot;
