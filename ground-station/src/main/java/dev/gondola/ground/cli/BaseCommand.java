package dev.gondola.ground.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command of the tree. Subclasses carry {@code @Command} with a name, a description and examples
 * in the footer, and are named in their parent's {@code subcommands}.
 */
public abstract class BaseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /**
   * Does the command's work.
   *
   * @return one of {@link ExitCodes}
   * @throws Exception printed as one line, see {@link CommandFailure}
   */
  @Override
  public abstract Integer call() throws Exception;

  /** Returns where results go: standard output. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Returns where everything else goes: standard error. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Returns this command's place in the tree. */
  protected final CommandSpec spec() {
    return spec;
  }

  /**
   * Makes the fault of a wrong command line, exit code {@link ExitCodes#USAGE}; for what the
   * annotations cannot say.
   *
   * @param message what is wrong, no trailing full stop
   */
  protected final ParameterException usageFault(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Starts a progress display on standard error.
   *
   * @param task what is being done, a few words
   * @param total units of work in all, at least 1
   * @param done units done before (a resumed run), 0..total
   * @return the display; close it before printing anything else
   */
  protected final Progress progress(String task, long total, long done) {
    return new Progress(
        err(), Terminal.current().errIsTerminal(), System::nanoTime, task, total, done);
  }
}
