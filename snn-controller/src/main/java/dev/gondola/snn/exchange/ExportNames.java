package dev.gondola.snn.exchange;

import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of the nodes of an exported graph. Inputs and populations keep their ids, slashes become
 * dots. The weights of a population to itself are {@code l.w_rec} where the population is {@code l}
 * or {@code l.lif}: by such names snnTorch knows a recurrent layer.
 */
final class ExportNames {
  private static final String LIF = ".lif";

  private final Map<String, String> names = new HashMap<>();
  private final Map<ExportLinks.Key, String> weights = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * Names inputs and populations.
   *
   * @param layered whether recurrent populations must be called {@code l.lif}
   * @param faults receives what has no name in NIR
   */
  ExportNames(Network network, boolean layered, List<String> faults) {
    for (Input input : network.inputs()) {
      add(input.id(), input.id().replace('/', '.'), faults);
    }
    for (Population p : network.populations()) {
      boolean recurrent =
          network.projections().stream()
              .anyMatch(c -> c.from().equals(p.id()) && c.to().equals(p.id()));
      String name = p.id().replace('/', '.');
      add(p.id(), layered && recurrent && !name.endsWith(LIF) ? name + LIF : name, faults);
    }
  }

  private void add(String id, String name, List<String> faults) {
    names.put(id, name);
    if (!taken.add(name)) {
      faults.add("\"%s\": another node is called \"%s\" too".formatted(id, name));
    }
  }

  /** Returns the name of an input or population. */
  String of(String id) {
    return names.get(id);
  }

  /** Returns the name of a link's weights. */
  String weights(ExportLinks.Key key) {
    return weights.computeIfAbsent(key, this::name);
  }

  private String name(ExportLinks.Key key) {
    String to = of(key.to());
    String layer = to.endsWith(LIF) ? to.substring(0, to.length() - LIF.length()) : to;
    String name = key.from().equals(key.to()) ? layer + ".w_rec" : of(key.from()) + "-" + to;
    String free = unique(key.latency() > 1 ? name + "-" + key.latency() : name);
    taken.add(free);
    return free;
  }

  /** Returns a name that no input, population or weights have. */
  String unique(String name) {
    String free = name;
    while (taken.contains(free)) {
      free += "_";
    }
    return free;
  }
}
