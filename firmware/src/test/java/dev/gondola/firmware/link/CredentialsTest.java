package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Credentials from the environment")
class CredentialsTest {

  @Test
  @DisplayName("are none, a user, or a user with a password")
  void present() {
    assertEquals(Optional.empty(), Credentials.fromEnvironment(Map.of("HOME", "/")));
    assertEquals(
        Optional.of(new Credentials("me", "")),
        Credentials.fromEnvironment(Map.of("GONDOLA_MQTT_USER", "me")));
    assertEquals(
        Optional.of(new Credentials("me", "pw")),
        Credentials.fromEnvironment(
            Map.of("GONDOLA_MQTT_USER", "me", "GONDOLA_MQTT_PASSWORD", "pw")));
  }

  @Test
  @DisplayName("with a password alone are refused")
  void passwordAlone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Credentials.fromEnvironment(Map.of("GONDOLA_MQTT_PASSWORD", "pw")));
  }

  @Test
  @DisplayName("do not show the password when printed")
  void printed() {
    assertFalse(new Credentials("me", "secret").toString().contains("secret"));
  }
}
