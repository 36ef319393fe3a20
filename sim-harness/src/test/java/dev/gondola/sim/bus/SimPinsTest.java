package dev.gondola.sim.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOAlreadyExistsException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfigBuilder;
import com.pi4j.io.pwm.PwmPolarity;
import dev.gondola.actuators.PulsePwm;
import dev.gondola.sim.bus.SimPins.PwmChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Simulated pins")
class SimPinsTest {
  private static final PwmChannel CHANNEL = new PwmChannel(0, 1);

  private final SimPins pins = new SimPins();
  private final Context pi4j = pins.newContext();

  @AfterEach
  void shutdown() {
    pi4j.shutdown();
  }

  private Pwm pwm() {
    return SimulatedBlimpTest.pwm(pi4j, "pwm", CHANNEL);
  }

  @Test
  @DisplayName("carry exact pulses, and are off until driven")
  void pulses() {
    PulsePwm pwm = assertInstanceOf(PulsePwm.class, pwm());
    SimPwmPin pin = pins.pwm(CHANNEL);
    assertFalse(pwm.isOn());
    assertEquals(0, pin.pulseNanos());
    assertEquals(0, pin.level(45));
    pwm.setPulse(20_000_000, 1_234_567);
    assertTrue(pwm.isOn());
    assertEquals(20_000_000, pin.periodNanos());
    assertEquals(1_234_567, pin.pulseNanos());
    assertEquals(50, pwm.getFrequency());
    pwm.off();
    assertFalse(pwm.isOn());
    assertEquals(0, pin.pulseNanos());
    pwm.on();
    assertEquals(1_234_567, pin.pulseNanos());
  }

  @ParameterizedTest
  @ValueSource(longs = {45, 4_500, 4_687, 1_000_000})
  @DisplayName("give back every level a driver writes, at any period")
  void levels(long period) {
    PulsePwm pwm = (PulsePwm) pwm();
    for (int level = 0; level <= 45; level++) {
      pwm.setPulse(period, period * level / 45);
      assertEquals(level, pins.pwm(CHANNEL).level(45));
    }
  }

  @Test
  @DisplayName("take Pi4J's whole percents too")
  void percents() {
    Pwm pwm = pwm();
    pwm.on(7, 50);
    assertEquals(20_000_000, pins.pwm(CHANNEL).periodNanos());
    assertEquals(1_400_000, pins.pwm(CHANNEL).pulseNanos());
    assertEquals(7, pwm.getDutyCycle());
    assertThrows(IllegalArgumentException.class, () -> pwm.setFrequency(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 101})
  @DisplayName("refuse pulses longer than the period")
  void impossiblePulse(long pulse) {
    PulsePwm pwm = (PulsePwm) pwm();
    assertThrows(IllegalArgumentException.class, () -> pwm.setPulse(100, pulse));
    assertThrows(IllegalArgumentException.class, () -> pwm.setPulse(0, 0));
  }

  @Test
  @DisplayName("start with the configured values and end with the shutdown values")
  void initialAndShutdown() {
    SimPins own = new SimPins();
    Context context = own.newContext();
    context.create(
        PwmConfigBuilder.newInstance(context)
            .id("p")
            .chip(0)
            .channel(0)
            .frequency(100)
            .initial(30)
            .shutdown(10)
            .build());
    context.create(
        PwmConfigBuilder.newInstance(context)
            .id("q")
            .chip(0)
            .channel(1)
            .frequency(100)
            .initial(30)
            .build());
    context.create(
        DigitalOutputConfigBuilder.newInstance(context)
            .id("d")
            .bcm(5)
            .initial(DigitalState.HIGH)
            .shutdown(DigitalState.LOW)
            .build());
    assertEquals(3_000_000, own.pwm(new PwmChannel(0, 0)).pulseNanos());
    assertTrue(own.digital(5).isHigh());
    context.shutdown();
    assertEquals(1_000_000, own.pwm(new PwmChannel(0, 0)).pulseNanos());
    assertEquals(0, own.pwm(new PwmChannel(0, 1)).pulseNanos());
    assertFalse(own.digital(5).isHigh());
  }

  @Test
  @DisplayName("carry digital levels, low until driven")
  void digital() {
    DigitalOutput output = SimulatedBlimpTest.output(pi4j, "d", 26);
    assertFalse(pins.digital(26).isHigh());
    assertEquals(DigitalState.LOW, output.state());
    output.high();
    assertTrue(pins.digital(26).isHigh());
    output.low();
    assertFalse(pins.digital(26).isHigh());
    assertThrows(IllegalArgumentException.class, () -> output.state(DigitalState.UNKNOWN));
  }

  @Test
  @DisplayName("can be had once, and not inverted")
  void misuse() {
    pwm();
    assertThrows(
        IOAlreadyExistsException.class, () -> SimulatedBlimpTest.pwm(pi4j, "again", CHANNEL));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            pi4j.create(
                PwmConfigBuilder.newInstance(pi4j)
                    .id("inverse")
                    .chip(3)
                    .channel(0)
                    .polarity(PwmPolarity.INVERSED)
                    .build()));
  }
}
