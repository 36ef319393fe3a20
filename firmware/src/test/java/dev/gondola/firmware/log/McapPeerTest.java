package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gondola.firmware.TickRecord;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Needs npm and node, and the npm registry or a filled npm cache. */
@Tag("slow")
@DisplayName("The MCAP project's own library, @mcap/core,")
class McapPeerTest {
  @TempDir private Path folder;

  @Test
  void readsAFlightLogAndFindsTheSame() throws IOException, InterruptedException {
    Path log = folder.resolve("flight.mcap");
    List<TickRecord> flown = Flights.fly(log, 1_000, Flights.smallChunks());
    JsonNode peer = new JsonMapper().readTree(run(installed(), "node", "read.cjs", log.toString()));

    JsonNode stream = peer.get("stream");
    assertEquals("gondola", stream.get("library").asString());
    assertTrue(stream.get("done").asBoolean());
    assertEquals("gondola.Tick", stream.at("/schemas/gondola.Tick/title").asString());
    assertEquals("jsonschema", stream.at("/schemas/gondola.Event/encoding").asString());
    checkMessages(stream.get("topics"), flown);

    JsonNode indexed = peer.get("indexed");
    checkMessages(indexed.get("topics"), flown);
    assertEquals("1", indexed.at("/metadata/gondola.flight/seed").asString());
    assertEquals("blimp \"ü\"", indexed.at("/metadata/gondola.flight/robot").asString());
    McapReport ours = FlightLogReader.read(log).report();
    assertEquals(ours.chunks(), stream.get("chunks").asInt());
    assertEquals(ours.chunks(), indexed.get("chunks").asInt());
    assertEquals(ours.messages(), indexed.get("messages").asLong());
    assertEquals(500, indexed.get("lastHalf").asInt());
    System.out.printf(
        "@mcap/core read %d messages in %d chunks; /tick %d, /spikes %d, /event %d%n",
        ours.messages(),
        ours.chunks(),
        stream.at("/topics/~1tick/count").asInt(),
        stream.at("/topics/~1spikes/count").asInt(),
        stream.at("/topics/~1event/count").asInt());
  }

  @Test
  void writesAFileThatOurReaderReads() throws IOException, InterruptedException {
    Path file = folder.resolve("peer.mcap");
    run(installed(), "node", "write.cjs", file.toString());
    List<String> messages = new ArrayList<>();
    McapHandler handler =
        new McapHandler() {
          @Override
          public void message(Channel channel, long sequence, long logTime, byte[] data) {
            String json = new String(data, StandardCharsets.UTF_8);
            messages.add(channel.topic() + " " + sequence + " " + logTime + " " + json);
          }

          @Override
          public void metadata(String name, Map<String, String> entries) {
            messages.add(name + entries);
          }
        };
    McapReport report = McapReader.read(file, handler);
    assertEquals(List.of(), report.warnings());
    assertTrue(report.complete());
    assertTrue(report.chunks() > 10, report.toString());
    assertEquals(101, messages.size());
    assertEquals("/b 99 99000 {\"i\":99}", messages.get(99));
    assertEquals("m{x=y}", messages.get(100));
  }

  private static void checkMessages(JsonNode topics, List<TickRecord> flown) {
    JsonNode ticks = topics.get("/tick");
    assertEquals(flown.size(), ticks.get("count").asInt());
    assertEquals(flown.size(), topics.at("/~1spikes/count").asInt());
    check(ticks.get("first"), flown.getFirst());
    check(ticks.get("last"), flown.getLast());
    assertEquals("LOG_ENDED", topics.at("/~1event/last/data/type").asString());
    assertEquals(4, topics.at("/~1spikes/last/data/counts").size());
  }

  private static void check(JsonNode message, TickRecord flown) {
    assertEquals(Long.toString(flown.timeNanos), message.get("logTime").asString());
    JsonNode data = message.get("data");
    assertEquals(flown.tick, data.get("tick").asLong());
    assertEquals(flown.mode.name(), data.get("mode").asString());
    assertEquals(flown.setpointM, data.get("setpoint_m").asDouble());
    assertEquals(flown.heightM, data.path("height_m").asDouble(Double.NaN));
    assertEquals(flown.command, data.get("command").asDouble());
    assertEquals(flown.limited[1], data.get("limited").get(1).asDouble());
  }

  /** Returns the folder with the script and its installed packages. */
  private static Path installed() throws IOException, InterruptedException {
    Path module = Path.of(System.getProperty("gondola.root"), "firmware");
    Path work = Files.createDirectories(module.resolve("target/js"));
    for (String name : List.of("package.json", "package-lock.json", "read.cjs", "write.cjs")) {
      Files.copy(
          module.resolve("src/test/js").resolve(name),
          work.resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!onPath("npm") || !onPath("node")) {
      skip("npm or node is not installed");
    }
    try {
      run(work, "npm", "ci", "--no-audit", "--no-fund");
    } catch (IOException e) {
      skip("npm ci failed: " + e.getMessage());
    }
    return work;
  }

  private static boolean onPath(String program) {
    for (String entry : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(entry, program))) {
        return true;
      }
    }
    return false;
  }

  private static void skip(String reason) {
    System.out.println("McapPeerTest is skipped: " + reason);
    abort(reason);
  }

  private static String run(Path in, String... command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("peer", ".txt");
    try {
      Process process =
          new ProcessBuilder(command).directory(in.toFile()).redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + ": " + Files.readString(errors));
      }
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
