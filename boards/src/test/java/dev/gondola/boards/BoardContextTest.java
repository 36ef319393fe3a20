package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.provider.Provider;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("The Pi4J context")
class BoardContextTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("of hardware 'linux' has our providers and nothing from the class path")
  void linux() {
    assertEquals(
        Set.of("gondola-linux-digital-output", "gondola-linux-i2c", "gondola-linux-pwm"),
        providersOf(BoardContext.Hardware.LINUX));
  }

  @Test
  @DisplayName("of hardware 'pi4j-plugin' has the plug-in that is on the class path")
  void plugin() {
    assertEquals(
        Set.of(PluginOnClassPath.PROVIDER), providersOf(BoardContext.Hardware.PI4J_PLUGIN));
  }

  @Test
  @DisplayName("of hardware 'pi4j-plugin' without any plug-in is refused with what to do")
  void noPlugin() {
    ClassLoader usual = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      Pi4JException refused =
          assertThrows(
              Pi4JException.class, () -> BoardContext.create(BoardContext.Hardware.PI4J_PLUGIN));
      assertTrue(refused.getMessage().contains("write hardware: linux"), refused.getMessage());
    } finally {
      Thread.currentThread().setContextClassLoader(usual);
    }
  }

  @Test
  @DisplayName("of hardware 'linux' is refused on another system")
  void otherSystem() {
    Pi4JException refused =
        assertThrows(Pi4JException.class, () -> BoardContext.linux("Windows 11"));
    assertTrue(refused.getMessage().contains("this is Windows 11"), refused.getMessage());
  }

  private static Set<String> providersOf(BoardContext.Hardware hardware) {
    Context context = BoardContext.create(hardware);
    try {
      Set<String> ids = new TreeSet<>();
      for (Provider<?, ?, ?> provider : context.providers().all().values()) {
        ids.add(provider.id());
      }
      return ids;
    } finally {
      context.shutdown();
    }
  }
}
