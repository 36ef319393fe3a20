package dev.gondola.firmware.link;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes a message a little, as a broken or hostile sender might. */
final class Mutation {
  private static final byte[] SPICE =
      "{}[]\",:.-+eE0919ntf\\u \u0000".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private Mutation() {}

  static byte[] of(byte[] seed, SplittableRandom random) {
    byte[] bytes = seed.clone();
    for (int edits = random.nextInt(4); edits >= 0 && bytes.length > 1; edits--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes = insert(bytes, at, SPICE[random.nextInt(SPICE.length)]);
        default -> bytes = repeat(bytes, at);
      }
    }
    return bytes;
  }

  private static byte[] insert(byte[] bytes, int at, byte value) {
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 0, at);
    longer[at] = value;
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    return longer;
  }

  private static byte[] repeat(byte[] bytes, int from) {
    byte[] longer = Arrays.copyOf(bytes, 2 * bytes.length - from);
    System.arraycopy(bytes, from, longer, bytes.length, bytes.length - from);
    return longer;
  }
}
