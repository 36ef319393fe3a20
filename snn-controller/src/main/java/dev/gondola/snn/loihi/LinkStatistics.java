package dev.gondola.snn.loihi;

import java.util.Optional;

/**
 * What a link and its engine have done. Counts are since the engine was made.
 *
 * @param connected whether the host runs the network in step with the engine now
 * @param backend the host's name for what runs it; empty before the first connection
 * @param hostSteps network steps that the host computed in time, spikes equal to the JVM engine's
 * @param jvmSteps network steps that only the JVM engine computed
 * @param fallbacks times the host was lost or late while in step
 * @param lateRounds fallbacks because the answer was not there within the budget
 * @param mismatches rounds in which the host's spikes were not those of the JVM engine
 * @param reconnects connections after the first
 * @param roundTripP50Nanos median round trip of a round in time, ns, to 3 %
 * @param roundTripP99Nanos 99th percentile, ns, to 3 %
 * @param lastFault why the host was lost or not reached last
 */
public record LinkStatistics(
    boolean connected,
    String backend,
    long hostSteps,
    long jvmSteps,
    long fallbacks,
    long lateRounds,
    long mismatches,
    long reconnects,
    long roundTripP50Nanos,
    long roundTripP99Nanos,
    Optional<String> lastFault) {}
