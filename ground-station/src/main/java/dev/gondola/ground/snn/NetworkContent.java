package dev.gondola.ground.snn;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.JsonFiles;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What a network file holds, of whatever format it is. */
public sealed interface NetworkContent {

  /** A NIR file. */
  record Nir(NirGraph graph) implements NetworkContent {}

  /** A file of the format {@link NetworkJson#FORMAT}. */
  record Plain(Network network) implements NetworkContent {}

  /** A file of the format {@link ControllerJson#FORMAT}. */
  record Controller(ControllerSpec spec) implements NetworkContent {}

  /**
   * Reads a file. One that begins as HDF5 does, or whose name ends in {@code .nir}, is NIR;
   * everything else is JSON, unpacked where the name ends in {@code .gz}, and says its format.
   *
   * @throws NetworkException naming every fault of the file
   */
  static NetworkContent read(Path file) {
    if (isNir(file)) {
      return new Nir(NirReader.read(file));
    }
    ObjectNode root = JsonFiles.readObject(file);
    return switch (root.path("format").asString("")) {
      case NetworkJson.FORMAT -> new Plain(NetworkJson.read(file.toString(), root));
      case ControllerJson.FORMAT -> new Controller(ControllerJson.read(file.toString(), root));
      default ->
          throw fault(
              file,
              "is neither an HDF5 file (NIR) nor JSON with the format %s or %s"
                  .formatted(NetworkJson.FORMAT, ControllerJson.FORMAT));
    };
  }

  private static boolean isNir(Path file) {
    byte[] hdf5 = {(byte) 0x89, 'H', 'D', 'F'};
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(hdf5, in.readNBytes(hdf5.length))
          || file.toString().toLowerCase(Locale.ROOT).endsWith(".nir");
    } catch (NoSuchFileException e) {
      throw fault(file, "there is no such file");
    } catch (IOException e) {
      throw fault(file, "cannot be read: " + e.getMessage());
    }
  }

  private static NetworkException fault(Path file, String what) {
    return new NetworkException(file.toString(), List.of(what));
  }
}
