package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("gondola snn host check")
class SnnHostCheckCommandTest {

  /** One neuron that never spikes. */
  private static final String SILENT =
      """
      {"format": "gondola-network/1", "name": "silent", "stepsPerTick": 2,
       "inputs": [{"id": "in", "size": 1}],
       "populations": [{"id": "n", "size": 1, "model": "MODEL", "vth": 2500}],
       "projections": []}
      """;

  @TempDir private Path folder;
  private Path network;

  @BeforeEach
  void writeNetwork() throws IOException {
    network = Files.writeString(folder.resolve("net.json"), SILENT.replace("MODEL", "lif"));
  }

  /** Serves one client with one neuron that always does the same. */
  private static String host(int spike) throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (listener;
                  Socket client = listener.accept()) {
                client.setTcpNoDelay(true);
                serve(
                    new DataInputStream(client.getInputStream()),
                    new DataOutputStream(client.getOutputStream()),
                    spike);
              } catch (IOException e) {
                // The client is gone.
              }
            });
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private static void serve(DataInputStream in, DataOutputStream out, int spike)
      throws IOException {
    while (true) {
      byte[] frame = new byte[in.readInt()];
      in.readFully(frame);
      ByteBuffer body = ByteBuffer.wrap(frame, 1, frame.length - 1);
      ByteBuffer reply = ByteBuffer.allocate(64);
      switch (frame[0]) {
        case 1 -> {
          reply.put((byte) 0x81).putInt(body.getInt()).putShort(body.getShort());
          reply.putInt(1 << 24).putShort((short) 1000).put((byte) 1).put((byte) 'x');
        }
        case 2 -> reply.put((byte) 0x82).put(frame, 1, 32).putInt(1).putInt(1).put((byte) 1);
        case 3 -> {
          reply.put((byte) 0x83).putLong(body.getLong()).putShort(body.getShort());
          reply.put((byte) spike).put((byte) 0);
        }
        default -> {
          return; // the client says that it goes
        }
      }
      out.writeInt(reply.position());
      out.write(reply.array(), 0, reply.position());
    }
  }

  @Test
  @DisplayName("ends with 0, the totals and the round trips when every spike agrees")
  void agrees() throws Exception {
    String address = host(0);
    Run run = Cli.run("snn", "host", "check", address, network, "--steps", 9);
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertTrue(
        run.out().startsWith(address + " runs \"silent\" on x\nsteps 10  spikes 0  mismatches 0\n"),
        run.out());
    assertTrue(run.out().contains("steps per round trip 2  p50 "), run.out());
  }

  @Test
  @DisplayName("ends with 1 when a spike differs, and gives the figures as JSON")
  void differs() throws Exception {
    Run run = Cli.run("snn", "host", "check", host(1), network, "--steps", 20, "--json");
    assertEquals(ExitCodes.FAILURE, run.code(), run.err());
    assertTrue(run.out().contains("\"mismatches\" : 10"), run.out());
    Cli.assertValid("snn-host-check", run.out());
    assertFalse(Cli.faults("snn-host-check", run.out().replace("spikes", "beats")).isEmpty());
  }

  @Test
  @DisplayName("ends with 1 and the reason where there is no host, or none for that network")
  void noHost() throws Exception {
    String nobody;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + listener.getLocalPort();
    }
    Run run = Cli.run("snn", "host", "check", nobody, network);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertEquals("gondola snn host check: " + nobody + ": Connection refused\n", run.err());
    Files.writeString(network, SILENT.replace("MODEL", "iwta-lif"));
    run = Cli.run("snn", "host", "check", nobody, network);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains("population \"n\""), run.err());
  }

  @Test
  @DisplayName("ends with 2 for an address that is none, or no steps")
  void usage() {
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "host", "check", "nowhere", network).code());
    Run run = Cli.run("snn", "host", "check", "a:1", network, "--steps", 0);
    assertEquals(ExitCodes.USAGE, run.code());
  }
}
