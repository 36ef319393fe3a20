package dev.gondola.firmware.robot;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfigBuilder;
import com.pi4j.io.pwm.PwmType;
import dev.gondola.actuators.VectoredThrustConfig;
import dev.gondola.actuators.VectoredThrustPair;
import dev.gondola.boards.RobotFile;

/** Makes thrust pairs on a board's pins. */
final class ThrustPairs {
  private final Context pi4j;

  ThrustPairs(Context pi4j) {
    this.pi4j = pi4j;
  }

  VectoredThrustPair make(RobotFile.ThrustPair pair) {
    return new VectoredThrustPair(
        config(pair),
        pwm(pair.name() + "-left", pair.left().pwm()),
        output(pair.name() + "-left-direction", pair.left()),
        pwm(pair.name() + "-right", pair.right().pwm()),
        output(pair.name() + "-right-direction", pair.right()),
        pwm(pair.name() + "-servo", pair.servo().pwm()));
  }

  private static VectoredThrustConfig config(RobotFile.ThrustPair pair) {
    return new VectoredThrustConfig(
        pair.deadZone(),
        pair.maxCommand(),
        pair.baseLevel(),
        pair.levelsPerUnit(),
        pair.levels(),
        pair.motorPeriodNanos(),
        pair.servo().periodNanos(),
        pair.servo().upPulseNanos(),
        pair.servo().downPulseNanos(),
        pair.left().direction(),
        pair.right().direction());
  }

  private Pwm pwm(String id, RobotFile.PwmOutput channel) {
    return pi4j.create(
        PwmConfigBuilder.newInstance(pi4j)
            .id(id)
            .chip(channel.chip())
            .channel(channel.channel())
            .pwmType(PwmType.HARDWARE)
            .build());
  }

  private DigitalOutput output(String id, RobotFile.Motor motor) {
    DigitalState pushing = motor.direction();
    return pi4j.create(
        DigitalOutputConfigBuilder.newInstance(pi4j)
            .id(id)
            .bcm(motor.directionPin())
            .initial(pushing)
            .build());
  }
}
