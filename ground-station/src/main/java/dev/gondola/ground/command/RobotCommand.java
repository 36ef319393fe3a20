package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "robot",
    description = "Robots, each described by a robot.yaml.",
    subcommands = {RobotCheckCommand.class, RobotExampleCommand.class},
    footerHeading = "%nExamples:%n",
    footer = "  gondola robot check robot.yaml")
final class RobotCommand {}
