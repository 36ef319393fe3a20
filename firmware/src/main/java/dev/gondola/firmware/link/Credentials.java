package dev.gondola.firmware.link;

import java.util.Map;
import java.util.Optional;

/**
 * User and password for the broker.
 *
 * @param user user name
 * @param password password, empty for none
 */
public record Credentials(String user, String password) {
  /** Environment variable that holds the user name. */
  public static final String USER = "GONDOLA_MQTT_USER";

  /** Environment variable that holds the password. */
  public static final String PASSWORD = "GONDOLA_MQTT_PASSWORD";

  /**
   * Takes the credentials from {@value #USER} and {@value #PASSWORD}.
   *
   * @param environment the environment, as {@link System#getenv()} returns it
   * @return empty if neither is set
   * @throws IllegalArgumentException if there is a password without a user
   */
  public static Optional<Credentials> fromEnvironment(Map<String, String> environment) {
    String user = environment.getOrDefault(USER, "");
    String password = environment.getOrDefault(PASSWORD, "");
    if (user.isEmpty() && !password.isEmpty()) {
      throw new IllegalArgumentException("%s is set but %s is not".formatted(PASSWORD, USER));
    }
    return user.isEmpty() ? Optional.empty() : Optional.of(new Credentials(user, password));
  }

  /** Returns the user name alone. */
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
