package dev.gondola.memory;

/**
 * What a replicator has done since its start.
 *
 * @param messagesSent messages that the transport took
 * @param bytesSent their bytes
 * @param messagesReceived messages taken from the inbox, without echoes of our own
 * @param bytesReceived their bytes
 * @param applied events received that were new
 * @param duplicates events received that were known already
 * @param answered events sent because a peer lacked them, without the first sending of our own
 * @param malformed messages refused because they are not messages
 * @param otherVersion messages refused because of their version
 * @param ahead events refused because they are stamped too far in the future
 * @param conflicts events refused because another one with the same key is there
 * @param impostors events and messages that claim to be this robot's and are not
 * @param overflowed messages dropped because the inbox was full
 * @param storeFailures ticks that could not read or write the store
 * @param lastFault what was last refused or failed and why, empty if nothing was
 */
public record ReplicationStats(
    long messagesSent,
    long bytesSent,
    long messagesReceived,
    long bytesReceived,
    long applied,
    long duplicates,
    long answered,
    long malformed,
    long otherVersion,
    long ahead,
    long conflicts,
    long impostors,
    long overflowed,
    long storeFailures,
    String lastFault) {}
