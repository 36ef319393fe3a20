package dev.gondola.ground.snn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.exchange.ImportOptions;
import dev.gondola.snn.exchange.Profile;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of networks")
class NetworkFileTest {
  @TempDir private Path folder;

  private Path write(String name, Object content) throws IOException {
    return Files.writeString(folder.resolve(name), content.toString());
  }

  private static NetworkFile read(Path file) {
    return NetworkFile.read(file, graph -> ImportOptions.of(0.001, Profile.GENERIC));
  }

  private static String fault(Runnable attempt) {
    return assertThrows(NetworkException.class, attempt::run).getMessage();
  }

  @Test
  @DisplayName("may be a network file, which knows no time and no parts")
  void network() throws IOException {
    Network network = SampleNetworks.recurrent(4, 1);
    NetworkFile file = read(write("a.json", NetworkJson.write(network)));
    NetworkSource source = file.only(Optional.empty());
    assertEquals(network, source.network());
    assertTrue(source.stepSeconds().isEmpty());
    assertTrue(fault(() -> file.only(Optional.of("pd"))).contains("has one network and no parts"));
  }

  @Test
  @DisplayName("may be a controller file: one network a part, and the time of its steps")
  void controller() throws IOException {
    ControllerSpec.Spiking blimp = ShippedController.blimp();
    NetworkFile file = read(write("c.json", ControllerJson.write(blimp)));
    NetworkSource part = file.only(Optional.of("i"));
    assertEquals(blimp.parts().getLast(), part.part().orElseThrow());
    double step = blimp.period() / part.network().stepsPerTick();
    assertEquals(step, part.stepSeconds().getAsDouble());
    assertTrue(
        fault(() -> file.only(Optional.empty())).contains("[pd, i]: choose one with --part"));
    assertTrue(fault(() -> file.only(Optional.of("x"))).contains("has no part \"x\""));
  }

  @Test
  @DisplayName("needs no choice where a controller has one part")
  void onePart() throws IOException {
    ControllerSpec.Spiking pd = ShippedController.blimp().only("pd");
    NetworkFile file = read(write("c.json", ControllerJson.write(pd)));
    assertEquals("pd", file.only(Optional.empty()).name());
  }

  @Test
  @DisplayName("may be a NIR file, whatever its name: imported, with the time of a step")
  void nir() throws IOException {
    Path nir = NirSamples.write(folder.resolve("small.nir"), NirMetadata.NONE);
    NetworkFile file = read(nir);
    NetworkSource source = file.only(Optional.empty());
    assertEquals("small", source.name());
    assertEquals(0.001, source.stepSeconds().getAsDouble());
    assertEquals(source.network(), file.imported().orElseThrow().network());
    Path other = Files.copy(nir, folder.resolve("graph.h5"));
    assertEquals(
        source.network().projections(), read(other).only(Optional.empty()).network().projections());
    assertTrue(fault(() -> file.only(Optional.of("pd"))).contains("no parts"));
    Path json = Files.writeString(folder.resolve("json.nir"), "{}");
    assertTrue(fault(() -> read(json)).contains("json.nir"));
  }

  @Test
  @DisplayName("is refused where there is no network in it, by name where the name tells nothing")
  void refused() throws IOException {
    ControllerSpec pid = new ControllerSpec.Flown("p", 0.1, new PidGains(1, 0, 0));
    NetworkFile noNetwork = read(write("p.json", ControllerJson.write(pid)));
    assertTrue(fault(() -> noNetwork.only(Optional.empty())).contains("without a spiking network"));
    Path other = write("o.json", "{\"format\": \"x/1\"}");
    assertTrue(fault(() -> read(other)).contains("is neither an HDF5 file (NIR) nor JSON"));
    Path binary = Files.write(folder.resolve("a.bin"), new byte[] {0, 1, 2});
    assertTrue(fault(() -> read(binary)).contains("a.bin: line 1, column 1: not valid JSON"));
    assertTrue(fault(() -> read(Path.of("no.json.gz"))).contains("there is no such file"));
    assertTrue(fault(() -> read(Path.of("no.nir"))).contains("there is no such file"));
    assertTrue(fault(() -> read(folder)).contains("cannot be read"));
  }
}
