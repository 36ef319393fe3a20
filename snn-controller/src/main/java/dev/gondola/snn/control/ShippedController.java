package dev.gondola.snn.control;

import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.JsonFiles;

/** The spiking controller of the reference blimp that comes with the program. */
public final class ShippedController {
  private static final String RESOURCE = "blimp.json";

  private ShippedController() {}

  /** Returns the controller: a PD part {@code pd} and an I part {@code i}, 160 neurons in all. */
  public static ControllerSpec.Spiking blimp() {
    return (ControllerSpec.Spiking)
        ControllerJson.read(RESOURCE, JsonFiles.parseObject(RESOURCE, json()));
  }

  /** Returns the controller file itself. */
  public static byte[] json() {
    return JsonFiles.resource(ShippedController.class, RESOURCE);
  }
}
