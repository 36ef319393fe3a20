"""Runs gondola-network/1 networks with Lava for a Gondola robot, over a socket. See README.md."""
