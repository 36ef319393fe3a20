package dev.gondola.ground.fly;

import dev.gondola.sim.Scenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Flies in real time and draws the flights side by side in a terminal: a bar for the height with a
 * mark at the set-point, the error, the command and the spikes of the control period. Where the
 * output is no terminal it prints a line every ten seconds of flight.
 */
public final class LiveView implements FlyRun.Pace {
  private static final int BAR = 26;
  private static final double TOP_M = 3;
  private static final int PLAIN_EVERY_S = 10;

  /**
   * DEC private mode 7: a narrow terminal cuts a row off, where a second line would spoil the next
   * frame.
   */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String HEADINGS =
      String.format(
          Locale.ROOT,
          "%-9s %-28s %7s %9s %8s %7s",
          "",
          "0 m to 3 m, setpoint at !",
          "height",
          "error",
          "command",
          "spikes");

  private static final String WRAP = "\u001b[?7h";

  private final Scenario scenario;
  private final PrintWriter out;
  private final boolean terminal;
  private final long startNanos;
  private int drawnLines;

  /**
   * Makes a view; the flight's time starts now.
   *
   * @param scenario what is flown
   * @param out where to draw
   * @param terminal whether that is a terminal
   */
  public LiveView(Scenario scenario, PrintWriter out, boolean terminal) {
    this.scenario = scenario;
    this.out = out;
    this.terminal = terminal;
    startNanos = System.nanoTime();
  }

  @Override
  public void await(int tick, List<SimulatedFlight> flights) {
    long due = startNanos + tick * scenario.periodNanos();
    while (System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(due - System.nanoTime());
    }
    if (tick == 0) {
      return;
    }
    if (terminal) {
      draw(tick - 1, flights);
    } else if (Math.floorMod(tick, Math.round(PLAIN_EVERY_S / scenario.periodS())) == 0) {
      out.println(line(tick - 1, flights));
      out.flush();
    }
  }

  private String line(int tick, List<SimulatedFlight> flights) {
    StringBuilder line = new StringBuilder(clock(tick));
    for (SimulatedFlight flight : flights) {
      line.append(
          String.format(
              Locale.ROOT,
              "   %s %.2f m",
              flight.controller().name(),
              flight.trace().heightM(tick)));
    }
    return line.toString();
  }

  private String clock(int tick) {
    return String.format(
        Locale.ROOT,
        "%6.1f s of %.0f   setpoint %.2f m",
        tick * scenario.periodS(),
        scenario.durationS(),
        scenario.setpointM(tick));
  }

  private void draw(int tick, List<SimulatedFlight> flights) {
    StringBuilder frame = new StringBuilder(NO_WRAP);
    if (drawnLines > 0) {
      frame.append("\u001b[").append(drawnLines).append('A');
    }
    row(frame, clock(tick) + link(flights));
    row(frame, HEADINGS);
    for (SimulatedFlight flight : flights) {
      row(frame, row(flight, tick));
    }
    drawnLines = flights.size() + 2;
    out.print(frame.append(WRAP));
    out.flush();
  }

  private static void row(StringBuilder frame, String text) {
    frame.append("\u001b[2K").append(text).append('\n');
  }

  private static String link(List<SimulatedFlight> flights) {
    return flights.getFirst().linkUp().map(up -> up ? "   link up" : "   link DOWN").orElse("");
  }

  private String row(SimulatedFlight flight, int tick) {
    FlightRecorder r = flight.recorder();
    double height = flight.trace().heightM(tick);
    int spikes = 0;
    for (byte count : r.spikeCounts(tick)) {
      spikes += count;
    }
    return String.format(
        Locale.ROOT,
        "%-9s %s %5.2f m %+6.1f cm %+8.2f %7s",
        flight.controller().name(),
        bar(height, r.setpointM(tick)),
        height,
        100 * (r.setpointM(tick) - height),
        r.command(tick),
        r.isSpiking() ? Integer.toString(spikes) : "");
  }

  /** Draws the height as a bar up to {@value #TOP_M} m with a mark at the set-point. */
  private static String bar(double height, double setpoint) {
    int filled = column(height);
    int mark = column(setpoint);
    StringBuilder bar = new StringBuilder("|");
    for (int i = 0; i < BAR; i++) {
      bar.append(i == mark ? '!' : i < filled ? '=' : ' ');
    }
    return bar.append('|').toString();
  }

  private static int column(double metres) {
    return Math.clamp(Math.round(metres / TOP_M * BAR), 0, BAR - 1);
  }
}
