package dev.gondola.snn.nir;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remarks of whoever made a file: values and groups of them, by name. NIR says that nothing may
 * depend on them.
 *
 * @param values values by name
 * @param groups groups by name
 */
public record NirMetadata(
    SortedMap<String, NirArray> values, SortedMap<String, NirMetadata> groups) {
  /** No remarks. */
  public static final NirMetadata NONE = of(Collections.emptySortedMap());

  /** Makes metadata; the maps are copied. */
  public NirMetadata {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /** Returns metadata without groups. */
  public static NirMetadata of(SortedMap<String, NirArray> values) {
    return new NirMetadata(values, Collections.emptySortedMap());
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return values.isEmpty() && groups.isEmpty();
  }

  /** Returns the names of values and groups. */
  public SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>(values.keySet());
    keys.addAll(groups.keySet());
    return keys;
  }

  /** Returns a value, empty if there is none of that name. */
  public Optional<NirArray> value(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
