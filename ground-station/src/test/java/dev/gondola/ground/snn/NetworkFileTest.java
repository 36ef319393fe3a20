package dev.gondola.ground.snn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.NetworkJson;
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

  private static String fault(Runnable attempt) {
    return assertThrows(NetworkException.class, attempt::run).getMessage();
  }

  @Test
  @DisplayName("may be a network file, which knows no time and no parts")
  void network() throws IOException {
    Network network = SampleNetworks.recurrent(4, 1);
    NetworkFile file = NetworkFile.read(write("a.json", NetworkJson.write(network)));
    NetworkSource source = file.only(Optional.empty());
    assertEquals(network, source.network());
    assertTrue(source.stepSeconds().isEmpty());
    assertTrue(fault(() -> file.only(Optional.of("pd"))).contains("it has no parts"));
  }

  @Test
  @DisplayName("may be a controller file: one network a part, and the time of its steps")
  void controller() throws IOException {
    ControllerSpec.Spiking blimp = ShippedController.blimp();
    NetworkFile file = NetworkFile.read(write("c.json", ControllerJson.write(blimp)));
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
    NetworkFile file = NetworkFile.read(write("c.json", ControllerJson.write(pd)));
    assertEquals("pd", file.only(Optional.empty()).name());
  }

  @Test
  @DisplayName("is refused where there is no network in it, by name where the name tells nothing")
  void refused() throws IOException {
    ControllerSpec pid = new ControllerSpec.Flown("p", 0.1, new PidGains(1, 0, 0));
    NetworkFile noNetwork = NetworkFile.read(write("p.json", ControllerJson.write(pid)));
    assertTrue(fault(() -> noNetwork.only(Optional.empty())).contains("without a spiking network"));
    Path other = write("o.json", "{\"format\": \"x/1\"}");
    assertTrue(fault(() -> NetworkFile.read(other)).contains("/format: must be"));
    assertTrue(fault(() -> NetworkFile.read(Path.of("a.bin"))).contains("must end in .json"));
    assertTrue(fault(() -> NetworkFile.read(Path.of("no.json.gz"))).contains("no such file"));
  }
}
