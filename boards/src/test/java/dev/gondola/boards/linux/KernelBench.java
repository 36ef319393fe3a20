package dev.gondola.boards.linux;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfigBuilder;
import com.pi4j.io.pwm.PwmConfigBuilder;
import com.sun.management.ThreadMXBean;
import dev.gondola.actuators.PulsePwm;
import dev.gondola.sensors.ImuSample;
import dev.gondola.sensors.Mpu6050;
import dev.gondola.sensors.Mpu6050Config;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Runs inside a test kernel that simulates I2C, GPIO and PWM hardware: uses each through our
 * provider, and checks what the other side saw. Prints one line a check; exit status 1 if one
 * failed.
 */
final class KernelBench {
  private static final Path SIM = Path.of("/sys/kernel/benchsim");
  private static final Path CHIP_68 = SIM.resolve("i2c-68");
  private static final Path FAULTS = Path.of("/sys/module/benchsim/parameters");
  private static final Path LINES = Path.of("/sys/devices/platform/gpio-sim/gpiochip0");
  private static final Path PWM = Path.of("/sys/class/pwm/pwmchip0");
  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 10_000;

  private static final Mpu6050Config SLOW = Mpu6050Config.slowRobot();

  private final Context pi4j;
  private int failures;

  private KernelBench(Context pi4j) {
    this.pi4j = pi4j;
  }

  public static void main(String[] args) throws Exception {
    KernelBench bench = new KernelBench(newContext());
    bench.i2c();
    bench.i2cFaults();
    bench.imu();
    bench.digitalOutput();
    bench.pwm();
    bench.noAllocation();
    bench.pi4j.shutdown();
    bench.afterShutdown();
    System.out.println(bench.failures == 0 ? "all ok" : bench.failures + " failed");
    System.exit(bench.failures == 0 ? 0 : 1);
  }

  private void i2c() throws IOException {
    I2C chip = i2c(1, 0x68);
    takeLog();
    chip.writeRegister(0x6B, (byte) 0x01);
    check("register write on the bus", List.of("i2c 68 w 2: 6b 01"), takeLog());
    check("register write in the chip", 0x01, (int) Files.readAllBytes(CHIP_68)[0x6B]);

    putRegisters(0x3B, 1, 2, 3, 4, 5, 6);
    byte[] burst = new byte[8];
    int count = chip.readRegister(0x3B, burst, 1, 6);
    check("burst read", "6 [0, 1, 2, 3, 4, 5, 6, 0]", count + " " + Arrays.toString(burst));
    check(
        "burst read on the bus",
        List.of("i2c 68 w 1: 3b", "i2c 68 r 6: 01 02 03 04 05 06"),
        takeLog());

    putRegisters(0x75, 0xE8);
    check("one register", 0xE8, chip.readRegister(0x75));
    chip.writeRegister(0x20, new byte[] {9, 8, 7, 6}, 1, 2);
    check(
        "burst write",
        List.of("i2c 68 w 1: 75", "i2c 68 r 1: e8", "i2c 68 w 3: 20 08 07"),
        takeLog());
    chip.writeRegister(new byte[] {0x21}, new byte[] {5}, 0, 1);
    byte[] two = new byte[2];
    chip.readRegister(new byte[] {0x20}, two, 0, 2);
    check("byte[] register", "[8, 5]", Arrays.toString(two));
    takeLog();
    check("plain write", 2, chip.write(new byte[] {0x30, 0x77}));
    check("plain byte write", 1, chip.write((byte) 0x30));
    check("plain read", 0x77, chip.read());
    chip.writeThenRead(new byte[] {0x30}, two);
    check(
        "plain transfers on the bus",
        List.of(
            "i2c 68 w 2: 30 77",
            "i2c 68 w 1: 30",
            "i2c 68 r 1: 77",
            "i2c 68 w 1: 30",
            "i2c 68 r 2: 77 00"),
        takeLog());
    check("execute holds the bus", 0xE8, chip.execute(() -> chip.readRegister(0x75)));
    int word = chip.readRegisterWord(0x3B);
    check("Pi4J's own word read", 0x0102, word);
    chip.close();
    check("use after close", "ESHUTDOWN", errorOf(chip::read).errnoName());
    I2C again = i2c(1, 0x68);
    check("opened anew", 0xE8, again.readRegister(0x75));
    again.close();
  }

  private void i2cFaults() throws IOException {
    I2C chip = i2c(1, 0x68);
    Files.writeString(FAULTS.resolve("i2c_nak"), "1");
    I2cTransferException nak = (I2cTransferException) errorOf(() -> chip.readRegister(0x3B));
    System.out.println("     " + nak.getMessage());
    check(
        "missing acknowledge",
        "ENXIO bus 1 address 104 register 59",
        nak.errnoName()
            + " bus "
            + nak.bus()
            + " address "
            + nak.address()
            + " register "
            + nak.register());
    check("works after the fault", 1, chip.readRegister(0x3B));
    I2C nobody = i2c(1, 0x2A);
    System.out.println("     " + errorOf(() -> nobody.write((byte) 0)).getMessage());
    check("nobody at the address", "ENXIO", errorOf(() -> nobody.write((byte) 0)).errnoName());
    LinuxIoException smbusOnly = errorOf(() -> i2c(0, 0x76));
    System.out.println("     " + smbusOnly.getMessage());
    check("adapter without plain messages", "EOPNOTSUPP", smbusOnly.errnoName());
    LinuxIoException missing = errorOf(() -> i2c(7, 0x68));
    System.out.println("     " + missing.getMessage());
    check("missing bus", "ENOENT /dev/i2c-7", missing.errnoName() + " " + missing.device());
    chip.close();
  }

  /** The driver that flies, on the kernel's bus: chip 0x68 holds an MPU-6050's registers. */
  private void imu() throws IOException {
    I2C chip = i2c(1, Mpu6050.ADDRESS);
    putRegisters(0x75, 0x70);
    String refused = "";
    try {
      new Mpu6050(chip, SLOW).failedReads();
    } catch (IllegalStateException e) {
      refused = e.getMessage();
    }
    System.out.println("     " + refused);
    check("another chip is refused", true, refused.contains("WHO_AM_I is 0x70"));
    putRegisters(0x75, 0x68);
    putRegisters(0x6B, 0x40);
    Mpu6050 imu = new Mpu6050(chip, SLOW);
    check("MPU-6050 is awake on the gyroscope's clock", 1, (int) registers()[0x6B]);
    int oneG = (int) Math.rint(9.80665 / SLOW.accelRange().mps2PerLsb());
    putRegisters(0x3B, 0, 0, 0, 0, oneG >> 8, oneG & 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0x00);
    takeLog();
    ImuSample sample = new ImuSample();
    check("MPU-6050 gives a sample", true, imu.read(42, sample));
    check(
        "in one burst of 14 bytes",
        "i2c 68 w 1: 3b, i2c 68 r 14",
        String.join(", ", takeLog()).replaceAll("(r 14):.*", "$1"));
    check("gravity on z", true, Math.abs(sample.accelZMps2 - 9.80665) < 0.01);
    check("turning right", -256 * SLOW.gyroRange().radpsPerLsb(), sample.gyroZRadps);
    Files.writeString(FAULTS.resolve("i2c_nak"), "1");
    check("MPU-6050 counts a bus that fails", false, imu.read(43, sample));
    System.out.println("     " + imu.lastFailure());
    check("and reads on", true, imu.read(44, sample));
    chip.close();
  }

  private static byte[] registers() throws IOException {
    return Files.readAllBytes(CHIP_68);
  }

  private void digitalOutput() throws IOException {
    DigitalOutput high = output(17, DigitalState.HIGH);
    check("first value, high", "1", text(LINES.resolve("sim_gpio17/value")));
    high.low();
    check("driven low", "0", text(LINES.resolve("sim_gpio17/value")));
    high.high();
    check("driven high", "1", text(LINES.resolve("sim_gpio17/value")));
    DigitalOutput low = output(26, DigitalState.LOW);
    check("first value, low", "0", text(LINES.resolve("sim_gpio26/value")));
    check("states", "HIGH LOW", high.state() + " " + low.state());

    Context other = newContext();
    LinuxIoException busy = errorOf(() -> output(other, 26, DigitalState.HIGH));
    System.out.println("     " + busy.getMessage());
    check("line in use", true, busy.getMessage().contains("in use by \"gondola gpio-26\""));
    check("the user's line is untouched", "0", text(LINES.resolve("sim_gpio26/value")));
    LinuxIoException beyond = errorOf(() -> output(other, 54, DigitalState.LOW));
    check("no such line", "EINVAL", beyond.errnoName());
    other.shutdown();
  }

  private void pwm() throws IOException {
    takeLog();
    PulsePwm servo = pwm(pi4j, 0);
    check(
        "starts switched off",
        "0 0 0",
        state(0, "enable", "duty_cycle") + " " + text(PWM.resolve("pwm0/enable")));
    servo.setPulse(20_000_000, 1_500_000);
    check("pulse in ns", "20000000 1500000 1", state(0, "period", "duty_cycle", "enable"));
    check("at the chip", "pwm 0 period 20000000 duty 1500000 on", last(takeLog()));

    servo.setPulse(20_000_000, 1_500_001);
    check(
        "one nanosecond more is one write",
        List.of("pwm 0 period 20000000 duty 1500001 on"),
        takeLog());
    servo.setPulse(20_000_000, 1_500_001);
    check("the same again is no write", List.of(), takeLog());

    servo.setPulse(1_000_000, 250_000);
    check(
        "frequency raised while the pulse is longer than the new period",
        List.of("pwm 0 period 20000000 duty 250000 on", "pwm 0 period 1000000 duty 250000 on"),
        takeLog());
    servo.setPulse(20_000_000, 2_500_000);
    check(
        "frequency lowered",
        List.of("pwm 0 period 20000000 duty 250000 on", "pwm 0 period 20000000 duty 2500000 on"),
        takeLog());

    Context other = newContext();
    PulsePwm left = pwm(other, 1);
    left.setPulse(50_000, 25_000);
    PulsePwm takenOver = pwm(newContext(), 1);
    check(
        "a channel left running is taken over switched off",
        "10000000 0 0",
        state(1, "period", "duty_cycle", "enable"));
    takenOver.on(50, 1_000);
    check("percent and hertz", "1000000 500000 1", state(1, "period", "duty_cycle", "enable"));
    takenOver.off();
    check("off", "0 0", state(1, "duty_cycle", "enable"));
    takenOver.on();
    check("on again", "1000000 500000 1", state(1, "period", "duty_cycle", "enable"));
    takenOver.close();
    check("given back at close", false, Files.exists(PWM.resolve("pwm1")));

    LinuxIoException beyond = errorOf(() -> pwm(pi4j, 9));
    System.out.println("     " + beyond.getMessage());
    check("no such channel", "ENODEV", beyond.errnoName());
  }

  private void noAllocation() {
    I2C chip = i2c(1, 0x68);
    DigitalOutput line = pi4j.io("gpio-17");
    PulsePwm servo = pi4j.io("pwm-0");
    byte[] burst = new byte[14];
    long bytes =
        allocated(
            i -> {
              chip.writeRegister(0x6B, (byte) i);
              chip.readRegister(0x3B, burst, 0, 14);
              burst[0] += (byte) chip.readRegister(0x75);
              chip.write(burst, 0, 2);
              chip.read(burst, 0, 2);
            });
    check("bytes allocated by " + 5 * MEASURED + " I2C transfers", 0L, bytes);
    bytes = allocated(i -> line.state((i & 1) == 0 ? DigitalState.HIGH : DigitalState.LOW));
    check("bytes allocated by " + MEASURED + " output changes", 0L, bytes);
    bytes = allocated(i -> servo.setPulse(20_000_000 + (i & 1), 1_000_000 + i));
    check("bytes allocated by " + MEASURED + " pulse changes", 0L, bytes);
  }

  private void afterShutdown() throws IOException {
    check("PWM given back at shutdown", false, Files.exists(PWM.resolve("pwm0")));
    Context next = newContext();
    output(next, 17, DigitalState.LOW);
    check("line free after shutdown", "0", text(LINES.resolve("sim_gpio17/value")));
    next.shutdown();
  }

  private interface Step {
    void run(int i);
  }

  private static long allocated(Step step) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (int i = 0; i < WARM_UP; i++) {
      step.run(i);
      bytes = threads.getCurrentThreadAllocatedBytes();
    }
    for (int i = 0; i < MEASURED; i++) {
      step.run(i);
    }
    return threads.getCurrentThreadAllocatedBytes() - bytes;
  }

  private static Context newContext() {
    return Pi4J.newContextBuilder().noAutoDetect().add(LinuxProviders.create()).build();
  }

  private I2C i2c(int bus, int address) {
    return pi4j.create(
        I2CConfigBuilder.newInstance(pi4j)
            .id("i2c-" + bus + "-" + address)
            .bus(bus)
            .device(address)
            .build());
  }

  private DigitalOutput output(int line, DigitalState initial) {
    return output(pi4j, line, initial);
  }

  private static DigitalOutput output(Context context, int line, DigitalState initial) {
    return context.create(
        DigitalOutputConfigBuilder.newInstance(context)
            .id("gpio-" + line)
            .bcm(line)
            .initial(initial)
            .build());
  }

  private static PulsePwm pwm(Context context, int channel) {
    return (PulsePwm)
        context.create(
            PwmConfigBuilder.newInstance(context)
                .id("pwm-" + channel)
                .chip(0)
                .channel(channel)
                .build());
  }

  private static LinuxIoException errorOf(Runnable action) {
    try {
      action.run();
    } catch (LinuxIoException e) {
      return e;
    }
    throw new IllegalStateException("no error came");
  }

  private static List<String> takeLog() throws IOException {
    return text(SIM.resolve("log")).lines().toList();
  }

  private static String last(List<String> lines) {
    return lines.isEmpty() ? "nothing" : lines.getLast();
  }

  private static void putRegisters(int first, int... values) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(CHIP_68.toFile(), "rw")) {
      file.seek(first);
      for (int value : values) {
        file.write(value);
      }
    }
  }

  private static String state(int channel, String... attributes) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String attribute : attributes) {
      all.append(all.isEmpty() ? "" : " ")
          .append(text(PWM.resolve("pwm" + channel + "/" + attribute)));
    }
    return all.toString();
  }

  private static String text(Path path) throws IOException {
    return Files.readString(path).trim();
  }

  private void check(String what, Object wanted, Object got) {
    boolean ok = Objects.equals(wanted, got);
    failures += ok ? 0 : 1;
    System.out.println(
        (ok ? "ok   " : "FAIL ") + what + (ok ? "" : ": wanted " + wanted + ", got " + got));
  }
}
