package dev.gondola.firmware.link;

import java.util.Set;
import java.util.stream.Collectors;

/** Finds the threads that work for a link. */
final class ThreadsOf {
  private ThreadsOf() {}

  static Set<Thread> link(MqttLink link) {
    String name = "link " + link.clientId();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals(name) || belongsTo(t.getThreadGroup(), name))
        .collect(Collectors.toSet());
  }

  private static boolean belongsTo(ThreadGroup group, String name) {
    return group instanceof LinkThreads && group.getName().equals(name);
  }
}
