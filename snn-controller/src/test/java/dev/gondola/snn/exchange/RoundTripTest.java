package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gondola.snn.Network;
import dev.gondola.snn.nir.NirReader;
import dev.gondola.snn.nir.NirWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A network exported as NIR and imported again")
class RoundTripTest {
  private static final double DT = 0.001;

  @TempDir private Path folder;

  private static ImportOptions options(Profile profile) {
    return new ImportOptions(DT, profile, WeightCode.SPLIT_16, OptionalInt.empty(), 1, false);
  }

  private static Network again(Network network, Profile profile) {
    ExportedGraph exported =
        NirExport.of(network, new ExportOptions(DT, profile, Optional.empty()));
    return NirImport.of(network.name(), exported.graph(), options(profile)).network();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("does the same, number for number, whatever projections it is made of")
  void sameBehaviour(long seed) {
    ExportableNetworks networks = new ExportableNetworks(seed);
    for (int n = 0; n < 250; n++) {
      Network network = networks.network();
      assertEquals(
          ExportableNetworks.behaviour(network),
          ExportableNetworks.behaviour(again(network, Profile.GENERIC)),
          "network " + n);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  @DisplayName("is equal, if an import made it, also by way of a file")
  void equal(long seed) {
    ExportableNetworks networks = new ExportableNetworks(seed);
    for (int n = 0; n < 50; n++) {
      Network imported = again(networks.network(), Profile.GENERIC);
      ExportedGraph exported =
          NirExport.of(imported, new ExportOptions(DT, Profile.GENERIC, Optional.empty()));
      Path file = folder.resolve(n + ".nir");
      NirWriter.write(exported.graph(), file);
      assertEquals(
          imported,
          NirImport.of(imported.name(), NirReader.read(file), options(Profile.GENERIC)).network());
    }
  }
}
