package dev.gondola.boards.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One channel of a PWM chip in sysfs (Documentation/ABI/testing/sysfs-class-pwm). Not thread-safe.
 * {@link #set}, {@link #enable} and {@link #disable} allocate nothing and write only what changes.
 */
final class SysfsPwmChannel {
  // udev hands a freshly exported channel to group gpio only after a moment.
  private static final int OPEN_TRIES = 100;
  private static final long OPEN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Path chip;
  private final int channel;
  private final SysfsNumber period;
  private final SysfsNumber duty;
  private final SysfsNumber enable;
  private long periodNanos;
  private long pulseNanos;
  private boolean enabled;

  private SysfsPwmChannel(Path chip, int channel, Path directory) {
    this.chip = chip;
    this.channel = channel;
    SysfsNumber[] opened = new SysfsNumber[3];
    try {
      opened[0] = openPatiently(directory.resolve("period"));
      opened[1] = openPatiently(directory.resolve("duty_cycle"));
      opened[2] = openPatiently(directory.resolve("enable"));
    } catch (LinuxIoException e) {
      for (SysfsNumber attribute : opened) {
        if (attribute != null) {
          attribute.close();
        }
      }
      throw e;
    }
    period = opened[0];
    duty = opened[1];
    enable = opened[2];
  }

  /**
   * Exports a channel and brings it, whatever an earlier program left behind, to a known state:
   * switched off, pulse 0.
   *
   * @param chip the chip's directory, such as {@code /sys/class/pwm/pwmchip0}
   * @param channel channel number in the chip
   * @param periodNanos first period, ns
   * @param inversed whether the pulse is low instead of high
   * @throws LinuxIoException if the channel cannot be had
   */
  static SysfsPwmChannel open(Path chip, int channel, long periodNanos, boolean inversed) {
    Path directory = chip.resolve("pwm" + channel);
    export(chip, channel, directory);
    SysfsPwmChannel opened = new SysfsPwmChannel(chip, channel, directory);
    try {
      opened.reset(periodNanos, directory.resolve("polarity").toString(), inversed);
      return opened;
    } catch (LinuxIoException e) {
      opened.close();
      throw e;
    }
  }

  private static void export(Path chip, int channel, Path directory) {
    String path = chip.resolve("export").toString();
    int errno = SysfsNumber.writeWord(path, Integer.toString(channel), SysfsPwmChannel::openRemedy);
    boolean wasExported = errno == Errno.EBUSY.number() && Files.isDirectory(directory);
    if (errno != 0 && !wasExported) {
      String remedy =
          errno == Errno.EBUSY.number()
              ? "A kernel driver holds the channel: free it, or take another."
              : "The chip has no such channel: its file npwm tells how many it has.";
      throw new LinuxIoException(path, "export of channel " + channel, errno, remedy);
    }
  }

  private void reset(long firstPeriodNanos, String polarity, boolean inversed) {
    // A channel that was never used has period 0, and the kernel refuses every write but the
    // period's; one that was used may have a pulse longer than the first period.
    int errno = duty.write(0);
    if (errno != 0 && errno != Errno.EINVAL.number()) {
      throw refused(duty, 0, errno);
    }
    put(period, firstPeriodNanos);
    put(duty, 0);
    put(enable, 0);
    periodNanos = firstPeriodNanos;
    String word = inversed ? "inversed" : "normal";
    errno = SysfsNumber.writeWord(polarity, word, SysfsPwmChannel::openRemedy);
    if (errno != 0) {
      throw new LinuxIoException(
          polarity, "writing " + word, errno, "The chip has no such polarity: use the other.");
    }
  }

  /**
   * Sets period and pulse. The kernel refuses a pulse longer than the period at every single write,
   * so the pulse goes first when the period shrinks and last when it grows.
   *
   * @param newPeriodNanos above 0
   * @param newPulseNanos 0..newPeriodNanos
   * @throws LinuxIoException if the chip refuses the values
   */
  void set(long newPeriodNanos, long newPulseNanos) {
    if (newPeriodNanos < periodNanos) {
      setPulse(newPulseNanos);
      setPeriod(newPeriodNanos);
    } else {
      setPeriod(newPeriodNanos);
      setPulse(newPulseNanos);
    }
  }

  void enable() {
    if (!enabled) {
      put(enable, 1);
      enabled = true;
    }
  }

  /** Ends the pulses: a disabled output alone may stay at any level. */
  void disable() {
    setPulse(0);
    if (enabled) {
      put(enable, 0);
      enabled = false;
    }
  }

  boolean isEnabled() {
    return enabled;
  }

  /** Gives the channel back, unless it is to keep running. */
  void close() {
    period.close();
    duty.close();
    enable.close();
    if (!enabled) {
      // Best effort: a channel left exported is taken over by the next open.
      var _ =
          SysfsNumber.writeWord(
              chip.resolve("unexport").toString(),
              Integer.toString(channel),
              SysfsPwmChannel::openRemedy);
    }
  }

  private void setPeriod(long nanos) {
    if (nanos != periodNanos) {
      put(period, nanos);
      periodNanos = nanos;
    }
  }

  private void setPulse(long nanos) {
    if (nanos != pulseNanos) {
      put(duty, nanos);
      pulseNanos = nanos;
    }
  }

  private static void put(SysfsNumber attribute, long value) {
    int errno = attribute.write(value);
    if (errno != 0) {
      throw refused(attribute, value, errno);
    }
  }

  private static LinuxIoException refused(SysfsNumber attribute, long value, int errno) {
    return new LinuxIoException(
        attribute.path(),
        "writing " + value,
        errno,
        "The chip cannot make this period or pulse: try a lower frequency.");
  }

  private static SysfsNumber openPatiently(Path path) {
    for (int tried = 1; ; tried++) {
      try {
        return SysfsNumber.open(path.toString(), SysfsPwmChannel::openRemedy);
      } catch (LinuxIoException e) {
        if (e.errno() != Errno.EACCES.number() || tried == OPEN_TRIES) {
          throw e;
        }
        LockSupport.parkNanos(OPEN_PAUSE_NANOS);
      }
    }
  }

  static String openRemedy(int errno) {
    if (errno == Errno.EACCES.number() || errno == Errno.EPERM.number()) {
      return "This user may not use PWM: sudo usermod -aG gpio $USER, then log in again.";
    }
    return "There is no such PWM chip: on a Raspberry Pi put dtoverlay=pwm-2chan (two hardware"
        + " channels) or dtoverlay=pwm-gpio,gpio=N (software, any pin) into config.txt and reboot;"
        + " ls /sys/class/pwm shows the chips.";
  }
}
