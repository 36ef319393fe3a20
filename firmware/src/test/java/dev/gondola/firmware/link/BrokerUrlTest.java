package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A broker URL")
class BrokerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "tcp://localhost, tcp://localhost:1883",
    "tcp://127.0.0.1:18830, tcp://127.0.0.1:18830",
    "ssl://broker.example.org, ssl://broker.example.org:8883",
    "SSL://broker:1, ssl://broker:1",
    "tcp://[::1]:1883, tcp://[::1]:1883",
    "' tcp://a:2 ', tcp://a:2",
  })
  @DisplayName("has a scheme, a host and a port, which may be left out")
  void good(String text, String full) {
    assertEquals(full, BrokerUrl.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'', must start with tcp:// or ssl://",
    "localhost, must start with tcp:// or ssl://",
    "localhost:1883, must start with tcp:// or ssl://",
    "mqtt://localhost, must start with tcp:// or ssl://",
    "ws://localhost, must start with tcp:// or ssl://",
    "tcp://, not a URL",
    "tcp://my_host:1883, host name of letters",
    "tcp://:1883, host name of letters",
    "tcp://host:0, port must be 1 to 65535",
    "tcp://host:70000, port must be 1 to 65535",
    "tcp://host/path, nothing may follow the port",
    "tcp://host?x=1, nothing may follow the port",
    "ssl://[::1], host name or an IPv4 address",
    "tcp://ho st, not a URL",
  })
  @DisplayName("that is bad is refused with the reason")
  void bad(String text, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BrokerUrl.parse(text));
    assertTrue(e.getMessage().contains(reason), e::getMessage);
  }

  @ParameterizedTest
  @CsvSource({"tcp://me:secret@host", "mqtt://me:secret@host", "tcp://me:secret@host/x y"})
  @DisplayName("with a password is refused without repeating the password")
  void password(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BrokerUrl.parse(text));
    assertFalse(e.getMessage().contains("secret"), e::getMessage);
  }

  @Test
  @DisplayName("with a password is refused with the names of the variables to use")
  void passwordRemedy() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BrokerUrl.parse("tcp://me:pw@host"));
    assertTrue(e.getMessage().contains("GONDOLA_MQTT_PASSWORD"), e::getMessage);
  }
}
