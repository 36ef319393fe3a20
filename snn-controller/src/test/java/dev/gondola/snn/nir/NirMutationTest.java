package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Damaged NIR files")
class NirMutationTest {
  private static final int FILES = 2_000;

  @Test
  @DisplayName("are read or refused with a reason, 2,000 of them; what is read can run")
  void readOrRefused() {
    NirMutations mutations = new NirMutations(1);
    int read = 0;
    for (int i = 0; i < FILES; i++) {
      read += NirMutations.read(mutations.next()) ? 1 : 0;
    }
    assertTrue(read > FILES / 20 && read < FILES * 19 / 20, "read " + read);
  }
}
