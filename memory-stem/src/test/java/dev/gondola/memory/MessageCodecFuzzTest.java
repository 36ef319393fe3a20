package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** For real fuzzing set JAZZER_FUZZ=1 in the environment and run profile "fuzz". */
@Tag("fuzz")
@DisplayName("The reader of messages, fuzzed")
class MessageCodecFuzzTest {

  @FuzzTest(maxDuration = "60s")
  @DisplayName("reads or refuses any bytes, and what it reads can be written again")
  void readsOrRefuses(byte[] bytes) {
    Message message;
    try {
      message = MessageCodec.decode(bytes);
    } catch (IllegalArgumentException expected) {
      return;
    }
    if (message instanceof Message.EventBatch batch && !batch.events().isEmpty()) {
      List<Event> events = batch.events().subList(0, 1);
      byte[] again = MessageCodec.pack(batch.sender(), events).message();
      assertEquals(new Message.EventBatch(batch.sender(), events), MessageCodec.decode(again));
    }
  }
}
