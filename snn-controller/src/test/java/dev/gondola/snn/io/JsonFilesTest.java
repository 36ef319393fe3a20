package dev.gondola.snn.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.NetworkException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JSON from outside")
class JsonFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "7",
        "null",
        "{",
        "{\"a\": 1",
        "{\"a\": 1}}",
        "{\"a\": 1} {}",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": 01}",
        "{\"a\": NaN}",
        "{a: 1}",
        "{\"a\": \"\\ud8\"}",
        "// note\n{}",
      })
  @DisplayName("is refused if it is not one strict JSON object")
  void notAnObject(String text) {
    refused(text);
  }

  @Test
  @DisplayName("is refused if it nests deeply, or has a number or a text without end")
  void bounds() {
    refused("{\"a\":".repeat(100_000));
    refused("{\"a\": " + "[".repeat(65) + "]".repeat(65) + "}");
    refused("{\"a\": " + "9".repeat(101) + "}");
    refused("{\"a\": \"" + "x".repeat((1 << 20) + 1) + "\"}");
  }

  @Test
  @DisplayName("is refused if it has more tokens than memory should be spent on")
  void tokens() {
    String message = refused("{\"a\": [" + "{},".repeat(JsonFiles.MAX_TOKENS / 2) + "1]}");
    assertTrue(message.contains("4194304"), message);
  }

  @Test
  @DisplayName("names line and column of a fault")
  void position() {
    String message = refused("{\n  \"a\": ?\n}");
    assertTrue(message.startsWith("text: line 2, column "), message);
  }

  @Test
  @DisplayName("that unpacks to 256 MiB is refused after 64 MiB")
  void bomb() throws IOException {
    Path bomb = folder.resolve("bomb.json.gz");
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 256; i++) {
        out.write(spaces);
      }
    }
    NetworkException e = assertThrows(NetworkException.class, () -> JsonFiles.readObject(bomb));
    assertTrue(e.getMessage().contains("larger than 64 MiB"), e.getMessage());
  }

  @Test
  @DisplayName("is refused if it is missing, a folder, or not the gzip its name says")
  void files() throws IOException {
    Path text = Files.writeString(folder.resolve("text.json.gz"), "{}");
    Path cut = folder.resolve("cut.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
      out.write("{\"a\": \"0123456789\"}".getBytes(StandardCharsets.US_ASCII));
    }
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 12));
    for (Path file : new Path[] {folder.resolve("absent.json"), folder, text, cut}) {
      NetworkException e = assertThrows(NetworkException.class, () -> JsonFiles.readObject(file));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  private static String refused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    NetworkException e =
        assertThrows(NetworkException.class, () -> JsonFiles.parseObject("text", bytes));
    assertTrue(e.getMessage().length() < 1000, "message of " + e.getMessage().length());
    return e.getMessage();
  }
}
