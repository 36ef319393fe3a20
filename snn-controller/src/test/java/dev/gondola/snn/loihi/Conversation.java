package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gondola.snn.Network;
import dev.gondola.snn.io.JsonFiles;
import dev.gondola.snn.io.NetworkJson;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a client and a host said to each other, frame by frame. As text: a line a frame, {@code >}
 * from the client or {@code <} from the host, then type and body in hexadecimal.
 */
final class Conversation {
  private static final byte LOAD = 0x02;
  private static final byte LOADED = (byte) 0x82;
  private static final int DIGEST = 32;

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  /** Returns a conversation read from its lines. */
  static Conversation of(List<String> lines) {
    Conversation conversation = new Conversation();
    conversation.lines.addAll(lines);
    return conversation;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** A host that has been started, and how it ended. */
  record Running(HostAddress address, CompletableFuture<Void> end) {}

  /** Passes the next client on to a host and writes down what is said. */
  Running record(HostAddress.Tcp host) throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    CompletableFuture<Void> end = new CompletableFuture<>();
    start(
        end,
        () -> {
          try (listener;
              Socket client = listener.accept();
              Socket server = new Socket(host.host(), host.port())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread back = Thread.ofPlatform().daemon().start(() -> copy(server, client, "< "));
            copy(client, server, "> ");
            server.shutdownOutput();
            back.join();
          }
        });
    return new Running(address(listener), end);
  }

  private void copy(Socket from, Socket to, String mark) {
    try {
      DataInputStream in = new DataInputStream(from.getInputStream());
      while (true) {
        byte[] frame = read(in);
        lines.add(mark + HexFormat.of().formatHex(frame));
        write(to.getOutputStream(), frame);
      }
    } catch (IOException e) {
      // The end of the conversation.
    }
  }

  /** Plays the host's part to the next client, and holds the client to its own. */
  Running play() throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    CompletableFuture<Void> end = new CompletableFuture<>();
    start(
        end,
        () -> {
          try (listener;
              Socket client = listener.accept()) {
            client.setTcpNoDelay(true);
            play(new DataInputStream(client.getInputStream()), client.getOutputStream());
          }
        });
    return new Running(address(listener), end);
  }

  private void play(InputStream client, OutputStream out) throws IOException {
    DataInputStream in = new DataInputStream(client);
    byte[] digest = new byte[DIGEST];
    for (int i = 0; i < lines.size(); i++) {
      byte[] frame = HexFormat.of().parseHex(lines.get(i).substring(2));
      if (lines.get(i).startsWith("<")) {
        if (frame[0] == LOADED) {
          System.arraycopy(digest, 0, frame, 1, DIGEST);
        }
        write(out, frame);
        continue;
      }
      byte[] said = read(in);
      if (frame[0] == LOAD) {
        // The same network may be written in other words.
        assertEquals(network(frame), network(said));
        System.arraycopy(said, 1, digest, 0, DIGEST);
      } else {
        assertArrayEquals(frame, said, "line " + (i + 1));
      }
    }
  }

  private static Network network(byte[] load) {
    byte[] json = Arrays.copyOfRange(load, 1 + DIGEST, load.length);
    return NetworkJson.read("LOAD", JsonFiles.parseObject("LOAD", json));
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > 1 << 20) {
      throw new EOFException("a frame of " + length + " bytes");
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return frame;
  }

  private static void write(OutputStream out, byte[] frame) throws IOException {
    out.write(ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array());
  }

  private static HostAddress address(ServerSocket listener) {
    return new HostAddress.Tcp("127.0.0.1", listener.getLocalPort());
  }

  /** What may fail. */
  private interface Job {
    void run() throws IOException, InterruptedException;
  }

  private static void start(CompletableFuture<Void> end, Job job) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                job.run();
                end.complete(null);
              } catch (IOException | InterruptedException | AssertionError e) {
                end.completeExceptionally(e);
              }
            });
  }
}
