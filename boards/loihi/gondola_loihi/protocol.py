"""Frames of the host protocol, version 1: docs/loihi-protocol.md has the byte tables.

Nothing here trusts a length: it is checked against the largest frame of its type before a byte of the body is read.
"""
import socket
import struct
import time

import numpy as np

MAGIC = b"GNDL"
VERSION = 1
HELLO, LOAD, STEP, RESET, BYE = 0x01, 0x02, 0x03, 0x04, 0x05
WELCOME, LOADED, SPIKES, READY, ERROR = 0x81, 0x82, 0x83, 0x84, 0xFF
BITMAP, VALUES = 0, 1

MAX_NETWORK = 16 << 20
MAX_STEPS = 1000
MAX_REPLY = 16 << 20
MAX_TEXT = 4096
HELLO_SIZE = 6
DIGEST_SIZE = 32
STEP_HEADER = struct.Struct(">QHB")
SPIKES_HEADER = struct.Struct(">QH")
FRAME_HEADER = struct.Struct(">IB")


class ProtocolError(Exception):
    """The other side does not keep to the protocol; the connection is of no more use."""


class Closed(Exception):
    """The other side closed the connection between two frames."""


def read_frame(connection, limits, patience, idle=None):
    """Reads one frame; returns its type and body.

    limits: the largest body of every type that is welcome now, bytes. patience: seconds from the first byte of a
    frame to its last. idle: seconds to wait for the first byte, None for ever.
    """
    connection.settimeout(idle)
    first = connection.recv(1)
    if not first:
        raise Closed
    deadline = time.monotonic() + patience
    length, kind = FRAME_HEADER.unpack(first + _read(connection, FRAME_HEADER.size - 1, deadline))
    if kind not in limits:
        raise ProtocolError(f"a frame of type {kind} is not expected here")
    if not 1 <= length <= 1 + limits[kind]:
        raise ProtocolError(f"a frame of type {kind} has {length} bytes; at most {1 + limits[kind]}")
    return kind, _read(connection, length - 1, deadline)


def _read(connection, size, deadline):
    body = bytearray()
    while len(body) < size:
        left = deadline - time.monotonic()
        if left <= 0:
            raise ProtocolError("a frame takes too long to arrive")
        connection.settimeout(left)
        try:
            part = connection.recv(min(size - len(body), 1 << 16))
        except TimeoutError:
            continue
        if not part:
            raise ProtocolError("the connection ended within a frame")
        body += part
    return bytes(body)


def write_frame(connection, kind, body, patience):
    """Writes one frame within some seconds."""
    connection.settimeout(patience)
    connection.sendall(FRAME_HEADER.pack(1 + len(body), kind) + body)


def refuse(connection, text, patience):
    """Says why, and waits a second for the client to go: closing on bytes not read would take the reason back."""
    write_frame(connection, ERROR, text.encode()[:MAX_TEXT], patience)
    connection.shutdown(socket.SHUT_WR)
    deadline = time.monotonic() + 1
    connection.settimeout(1)
    while time.monotonic() < deadline and connection.recv(1 << 16):
        pass


def check_hello(body):
    """Raises ProtocolError unless this is the greeting of a client of our version."""
    if len(body) != HELLO_SIZE or body[:4] != MAGIC:
        raise ProtocolError("this is the Gondola Loihi host protocol, and the greeting is not")
    version = int.from_bytes(body[4:], "big")
    if version != VERSION:
        raise ProtocolError(f"this host speaks version {VERSION}, the client version {version}")


def welcome(backend_name):
    name = backend_name.encode()[:255]
    return struct.pack(">4sHIHB", MAGIC, VERSION, MAX_NETWORK, MAX_STEPS, len(name)) + name


def loaded(digest, network):
    return digest + struct.pack(">IIB", network.channels, network.neurons, planes(network))


def planes(network):
    """Bit planes of the spikes of a step: a second one only where there is a -1 to tell."""
    return 2 if network.ternary else 1


def bitmap_size(bits):
    return (bits + 7) // 8


def max_step_body(channels):
    return STEP_HEADER.size + max(4 * channels, bitmap_size(channels))


def decode_step(body, channels):
    """Returns first step, number of steps and the input values as int32."""
    if len(body) < STEP_HEADER.size:
        raise ProtocolError("a STEP frame is too short")
    first, steps, encoding = STEP_HEADER.unpack_from(body)
    data = np.frombuffer(body, dtype=np.uint8, offset=STEP_HEADER.size)
    if not 1 <= steps <= MAX_STEPS:
        raise ProtocolError(f"a STEP frame asks for {steps} steps; 1..{MAX_STEPS} are possible")
    expected = {BITMAP: bitmap_size(channels), VALUES: 4 * channels}.get(encoding)
    if data.size != expected:
        raise ProtocolError(f"a STEP frame of encoding {encoding} has {data.size} bytes of input, not {expected}")
    if encoding == VALUES:
        return first, steps, data.view(">i4").astype(np.int32)
    return first, steps, np.unpackbits(data, count=channels, bitorder="little").astype(np.int32)


def encode_spikes(first, spikes, planes_):
    """The body of a SPIKES frame. spikes: int8, a row of all neurons for each step, each -1, 0 or 1."""
    rows = np.stack([spikes > 0, spikes < 0][:planes_], axis=1)
    packed = np.packbits(rows, axis=2, bitorder="little")
    return SPIKES_HEADER.pack(first, len(spikes)) + packed.tobytes()
