package dev.gondola.snn.loihi;

import java.io.IOException;

/**
 * A host that cannot be reached, does not keep to the protocol, or refuses what it is asked for.
 */
public final class HostFault extends IOException {
  private static final long serialVersionUID = 1L;

  HostFault(String message) {
    super(message);
  }

  HostFault(String message, Throwable cause) {
    super(message, cause);
  }
}
