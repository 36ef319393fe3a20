package dev.gondola.ground.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version this build was made as, and the JVM it runs on. */
public final class Version implements IVersionProvider {

  /** Returns the project's version, for example {@code 0.1.0}. */
  public static String project() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "gondola " + project(), "Java " + Runtime.version() + ", " + System.getProperty("os.arch")
    };
  }
}
