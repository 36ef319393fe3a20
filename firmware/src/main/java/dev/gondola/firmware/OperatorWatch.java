package dev.gondola.firmware;

/** The loop's own view of its {@link OperatorInput}: what is new since the last tick. */
final class OperatorWatch {
  private final OperatorInput operator;
  private final long timeoutNanos;
  private long orders;
  private long lifeSigns;
  private long lastLifeSignNanos;
  private boolean heard;
  private boolean silent;
  private boolean arming;
  private boolean disarming;

  OperatorWatch(OperatorInput operator, long timeoutNanos) {
    this.operator = operator;
    this.timeoutNanos = timeoutNanos;
  }

  /** Reads the input once. */
  void update(long nowNanos) {
    long newOrders = operator.orders();
    arming = OperatorInput.armedBetween(orders, newOrders);
    disarming = OperatorInput.disarmedBetween(orders, newOrders);
    orders = newOrders;
    long newLifeSigns = operator.lifeSigns();
    if (newLifeSigns != lifeSigns) {
      lifeSigns = newLifeSigns;
      heard = true;
      lastLifeSignNanos = nowNanos;
    }
    silent = !heard || nowNanos - lastLifeSignNanos > timeoutNanos;
  }

  /** Returns whether the operator armed since the tick before. */
  boolean arming() {
    return arming;
  }

  /** Returns whether the operator disarmed since the tick before. */
  boolean disarming() {
    return disarming;
  }

  /** Returns whether the last sign of life is older than the timeout, or there never was one. */
  boolean silent() {
    return silent;
  }
}
