package dev.gondola.snn.jvm;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes in a JVM that Maven does not start, such as one of another processor. Arguments
 * are names of classes; the exit code is 0 if all tests passed, 1 if some failed or none was found.
 */
final class JUnitMain {
  private JUnitMain() {}

  public static void main(String[] classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(c -> selectClass(c)).toList())
            .filters(excludeTags("slow", "bench", "fuzz"))
            .build();
    SummaryGeneratingListener summaries = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summaries, new SkipPrinter());
    TestExecutionSummary summary = summaries.getSummary();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    summary.printFailuresTo(out, 20);
    out.printf(
        "%s, Java %s: tests %d, failed %d, skipped %d%n",
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        summary.getTestsFoundCount(),
        summary.getTotalFailureCount(),
        summary.getTestsSkippedCount() + summary.getTestsAbortedCount());
    System.exit(
        summary.getTestsSucceededCount() > 0 && summary.getTotalFailureCount() == 0 ? 0 : 1);
  }

  private static final class SkipPrinter implements TestExecutionListener {
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      System.out.println("skipped: " + test.getDisplayName() + ": " + reason);
    }
  }
}
