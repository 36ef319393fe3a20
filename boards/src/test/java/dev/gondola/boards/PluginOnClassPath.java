package dev.gondola.boards;

import com.pi4j.extension.Plugin;
import com.pi4j.extension.PluginService;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProviderBase;

/** A Pi4J plug-in as somebody else may have put on the class path. */
public final class PluginOnClassPath implements Plugin {
  static final String PROVIDER = "somebody-elses-i2c";

  @Override
  public void initialize(PluginService service) {
    service.register(new SomebodyElsesProvider());
  }

  private static final class SomebodyElsesProvider extends I2CProviderBase {
    SomebodyElsesProvider() {
      super(PROVIDER, "Somebody else's I2C");
    }

    @Override
    public I2C create(I2CConfig config) {
      throw new UnsupportedOperationException("only its presence is tested");
    }
  }
}
