/**
 * Our Pi4J provider for Linux: I2C, PWM and digital output through the kernel's own interfaces and
 * the JDK's foreign function API. Needs a 64-bit kernel and {@code --enable-native-access}.
 */
package dev.gondola.boards.linux;
