package dev.gondola.boards;

/**
 * What a robot uses a GPIO line for.
 *
 * @param gpio the line (BCM number)
 * @param use in words, such as {@code thrust left PWM} or {@code imu SDA}
 * @param path JSON path of the key in robot.yaml that asks for it
 */
public record PinUse(int gpio, String use, String path) {}
