package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The messages between replicas")
class MessageCodecTest {

  private static final Origin SENDER = new Origin("r1", 7);

  private final Schemas schemas = new Schemas();

  /** Messages of every kind, for mutation. */
  static List<byte[]> samples(RandomGenerator random) {
    List<byte[]> messages = new ArrayList<>();
    messages.add(MessageCodec.pack(SENDER, Samples.events(random, 20)).message());
    VersionVector held = vector(random, 8);
    messages.add(MessageCodec.encode(Message.Digest.of(SENDER, held)).orElseThrow());
    messages.add(MessageCodec.packPage(SENDER, vector(random, 300), null).packer().message());
    messages.add(
        MessageCodec.packPage(SENDER, vector(random, 300), new Origin("r2", 3)).packer().message());
    return messages;
  }

  private static VersionVector vector(RandomGenerator random, int origins) {
    VersionVector vector = new VersionVector();
    for (int i = 0; i < origins; i++) {
      Origin origin = new Origin("r" + random.nextInt(40), 1 + random.nextInt(9));
      for (int range = random.nextInt(4); range >= 0; range--) {
        long first = 1 + random.nextLong(10_000);
        vector.add(origin, first, first + random.nextInt(50));
      }
    }
    return vector;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("read back as they were written and obey the schema")
  void roundTrip(long seed) {
    RandomGenerator random = Samples.random(seed);
    List<Event> events = Samples.events(random, 30);
    byte[] batch = MessageCodec.pack(SENDER, events).message();
    assertEquals(new Message.EventBatch(SENDER, events), MessageCodec.decode(batch));
    Message.Digest digest = Message.Digest.of(SENDER, vector(random, 20));
    assertEquals(digest, MessageCodec.decode(MessageCodec.encode(digest).orElseThrow()));
    for (byte[] message : samples(random)) {
      assertEquals(List.of(), schemas.faults("message", message));
    }
  }

  @Test
  @DisplayName("have these forms")
  void golden() {
    VersionVector held = new VersionVector();
    held.add(new Origin("r1", 7), 1, 5);
    held.add(new Origin("r1", 7), 9, 9);
    held.add(new Origin("r1", 3), 1, 2);
    // echo -n 'r1/3{1=2}' | sha256sum
    assertEquals(
        "{\"version\":1,\"type\":\"digest\",\"from\":\"r1\",\"boot\":7,\"closed\":\"4ad05d158508ee97\","
            + "\"have\":[{\"robot\":\"r1\",\"boot\":7,\"ranges\":[[1,5],[9,9]]}]}",
        text(MessageCodec.encode(Message.Digest.of(SENDER, held)).orElseThrow()));
    assertEquals(
        "{\"version\":1,\"type\":\"page\",\"from\":\"r1\",\"boot\":7,"
            + "\"after\":{\"robot\":\"r1\",\"boot\":5},"
            + "\"have\":[{\"robot\":\"r1\",\"boot\":7,\"ranges\":[[1,5],[9,9]]}]}",
        text(MessageCodec.packPage(SENDER, held, new Origin("r1", 5)).packer().message()));
    assertEquals(
        "{\"version\":1,\"type\":\"events\",\"from\":\"r1\",\"boot\":7,\"events\":[]}",
        text(MessageCodec.pack(SENDER, List.of()).message()));
  }

  @Test
  @DisplayName("keep to the limit of the transport, whatever is to be said")
  void limits() {
    RandomGenerator random = Samples.random(1);
    List<Event> rest = Samples.events(random, 500);
    while (!rest.isEmpty()) {
      MessagePacker packed = MessageCodec.pack(SENDER, rest);
      assertTrue(packed.message().length <= Transport.MAX_MESSAGE_BYTES);
      assertTrue(packed.items() >= 20 || packed.items() == rest.size(), "badly filled");
      rest = rest.subList(packed.items(), rest.size());
    }
    VersionVector many = vector(random, 3_000);
    VersionVector read = new VersionVector();
    Origin after = null;
    int pages = 0;
    do {
      MessageCodec.PackedPage page = MessageCodec.packPage(SENDER, many, after);
      byte[] message = page.packer().message();
      assertTrue(message.length <= Transport.MAX_MESSAGE_BYTES);
      Message.Page decoded = (Message.Page) MessageCodec.decode(message);
      assertEquals(after, decoded.after());
      assertEquals(page.through(), decoded.through());
      decoded.have().origins().forEach(read::add);
      decoded.have().origins().keySet().forEach(origin -> assertTrue(decoded.covers(origin)));
      after = page.through();
      pages++;
    } while (after != null);
    assertTrue(pages > 1);
    assertNull(after);
    assertEquals(many, read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'version':1,'type':'news','from':'r1','boot':1}",
        "{'version':1,'type':'events','from':'r1','boot':1}",
        "{'version':1,'type':'events','from':'r1','boot':0,'events':[]}",
        "{'version':1,'type':'events','from':'r1','boot':1,'events':{}}",
        "{'version':1,'type':'events','from':'r1','boot':1,'events':[1]}",
        "{'version':1,'type':'events','from':'r1','boot':1,'events':[],'have':[]}",
        "{'version':1,'type':'digest','from':'r1','boot':1,'closed':'xyz','have':[]}",
        "{'version':1,'type':'page','from':'r1','boot':1,'have':[{'robot':'r1','boot':1}]}",
        "{'version':1,'type':'page','from':'r1','boot':1,'have':[{'robot':'r1','boot':1,'ranges':[[1]]}]}",
        "{'version':1,'type':'page','from':'r1','boot':1,'have':[{'robot':'r1','boot':1,'ranges':[[0,1]]}]}",
        "{'version':1,'type':'page','from':'r1','boot':1,'after':{'robot':'r1'},'have':[]}",
      })
  @DisplayName("are refused by reader and schema alike where they are wrong")
  void refused(String message) {
    byte[] bytes = message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> MessageCodec.decode(bytes));
    assertFalse(schemas.faults("message", bytes).isEmpty());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("are read or refused when damaged, and never do anything else")
  void mutations(long seed) {
    RandomGenerator random = Samples.random(seed);
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      for (byte[] message : samples(random)) {
        for (int i = random.nextInt(4); i >= 0; i--) {
          message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        }
        byte[] damaged =
            random.nextInt(4) == 0
                ? java.util.Arrays.copyOf(message, random.nextInt(message.length))
                : message;
        try {
          MessageCodec.decode(damaged);
        } catch (IllegalArgumentException expected) {
          refused++;
        }
      }
    }
    assertTrue(refused > 1_000, refused + " refused");
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.UTF_8);
  }
}
