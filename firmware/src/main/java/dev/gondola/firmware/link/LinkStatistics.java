package dev.gondola.firmware.link;

/**
 * Counts of a link since it was made.
 *
 * @param connects connections that the broker accepted
 * @param sent messages handed to the connection, repeats included
 * @param acknowledged QoS 1 messages that the broker has acknowledged
 * @param superseded unsent {@link Delivery#LATEST} messages that a newer one replaced
 * @param refused messages that {@link MessageLink#publish} did not take
 * @param dropped queued messages given up because the link broke ({@link Delivery#NOW}, and {@link
 *     Delivery#LATEST} on its way)
 * @param received messages that arrived and were within bounds
 * @param oversized messages that arrived and were thrown away because of their size
 * @param handlerFailures messages whose handler threw
 */
public record LinkStatistics(
    long connects,
    long sent,
    long acknowledged,
    long superseded,
    long refused,
    long dropped,
    long received,
    long oversized,
    long handlerFailures) {}
