"""A session over a socket pair, with a backend of our own in place of Lava."""
import hashlib
import json
import random
import socket
import threading
import time
import unittest
import unittest.mock

import numpy as np

from gondola_loihi import protocol as p
from gondola_loihi import session as sessions
from tests.test_network import VALID

DOCUMENT = json.dumps(VALID).encode()
DIGEST = hashlib.sha256(DOCUMENT).digest()
REPLIES = {t: 1 << 20 for t in (p.WELCOME, p.LOADED, p.SPIKES, p.READY, p.ERROR)}
HELLO = p.MAGIC + b"\0\1"


class Backend:
    """Spikes +1 in the neuron of the step's number; -1 in the next of a channel's value below 0."""

    name = "test"
    running = 0

    def __init__(self, network):
        self.network = network

    def start(self):
        Backend.running += 1
        self.step = 0

    def run(self, values, steps):
        spikes = np.zeros((steps, self.network.neurons), dtype=np.int8)
        for row in spikes:
            row[self.step % len(row)] = 1
            row[(self.step + 1) % len(row)] = -1 if (values < 0).any() else 0
            self.step += 1
        return spikes

    def stop(self):
        Backend.running -= 1


class Client:
    def __init__(self):
        self.socket, served = socket.socketpair()
        session = sessions.Session(served, Backend, Backend.name)

        def serve():
            with served:
                session.serve()

        self.thread = threading.Thread(target=serve, daemon=True)
        self.thread.start()

    def send(self, kind, body=b""):
        p.write_frame(self.socket, kind, body, 5)

    def receive(self):
        return p.read_frame(self.socket, REPLIES, 5, 5)

    def ask(self, kind, body=b""):
        self.send(kind, body)
        return self.receive()

    def ended(self):
        self.socket.close()
        self.thread.join(5)
        return not self.thread.is_alive()


def step(first, steps, encoding, data):
    return p.STEP_HEADER.pack(first, steps, encoding) + data


class SessionTest(unittest.TestCase):
    def setUp(self):
        # Signals belong to the main thread; here the session runs in another.
        self.within = sessions.within
        sessions.within = lambda _seconds: unittest.mock.MagicMock()
        Backend.running = 0
        self.client = Client()

    def tearDown(self):
        self.assertTrue(self.client.ended())
        self.assertEqual(0, Backend.running)
        sessions.within = self.within

    def load(self):
        self.client.ask(p.HELLO, HELLO)
        return self.client.ask(p.LOAD, DIGEST + DOCUMENT)

    def test_a_whole_conversation(self):
        kind, body = self.client.ask(p.HELLO, HELLO)
        self.assertEqual((p.WELCOME, b"GNDL\0\1\x01\0\0\0\x03\xe8\x04test"), (kind, body))
        kind, body = self.client.ask(p.LOAD, DIGEST + DOCUMENT)
        self.assertEqual((p.LOADED, DIGEST + b"\0\0\0\2\0\0\0\7\2"), (kind, body))
        kind, body = self.client.ask(p.STEP, step(1, 2, p.BITMAP, b"\3"))
        self.assertEqual((p.SPIKES, b"\0\0\0\0\0\0\0\1\0\2" + b"\1\0" + b"\2\0"), (kind, body))
        kind, body = self.client.ask(p.STEP, step(3, 1, p.VALUES, b"\0\0\0\7\xff\xff\xff\xff"))
        self.assertEqual((p.SPIKES, b"\0\0\0\0\0\0\0\3\0\1" + b"\4\x08"), (kind, body))
        self.assertEqual((p.READY, b""), self.client.ask(p.RESET))
        kind, body = self.client.ask(p.STEP, step(1, 1, p.BITMAP, b"\0"))
        self.assertEqual((p.SPIKES, b"\0\0\0\0\0\0\0\1\0\1" + b"\1\0"), (kind, body))
        self.client.send(p.BYE)
        with self.assertRaises(p.Closed):
            self.client.receive()

    def test_what_does_not_belong_is_answered_with_a_reason(self):
        greeting = {
            (p.HELLO, b"GNDL\0\2"): "speaks version 1, the client version 2",
            (p.HELLO, b"XXXX\0\1"): "the greeting is not",
            (p.HELLO, b""): "the greeting is not",
            (p.STEP, b""): "not expected here",
        }
        for (kind, body), reason in greeting.items():
            with self.subTest(reason):
                client = Client()
                self._refused(client, kind, body, reason)

    def test_a_loaded_network_takes_only_steps_that_fit(self):
        for kind, body, reason in (
            (p.LOAD, DIGEST + DOCUMENT, "not expected here"),
            (p.STEP, step(2, 1, p.BITMAP, b"\0"), "step 1 is next, the client asks for 2"),
            (p.STEP, step(1, 0, p.BITMAP, b"\0"), "0 steps"),
            (p.STEP, step(1, 1001, p.BITMAP, b"\0"), "1001 steps"),
            (p.STEP, step(1, 1, p.BITMAP, b"\0\0"), "has 2 bytes of input, not 1"),
            (p.STEP, step(1, 1, p.VALUES, b"\0"), "has 1 bytes of input, not 8"),
            (p.STEP, step(1, 1, 2, b"\0"), "encoding 2"),
            (p.STEP, b"\0" * 20, "at most 20"),
            (p.STEP, b"\0", "too short"),
            (p.RESET, b"\0", "at most 1"),
            (p.HELLO, HELLO, "not expected here"),
        ):
            with self.subTest(reason):
                client = Client()
                client.ask(p.HELLO, HELLO)
                client.ask(p.LOAD, DIGEST + DOCUMENT)
                self._refused(client, kind, body, reason)

    def test_a_network_must_be_what_its_digest_says_and_run(self):
        broken = DOCUMENT.replace(b'"lif-reset"', b'"iwta-lif"')
        for body, reason in (
            (DIGEST + DOCUMENT + b" ", "SHA-256"),
            (hashlib.sha256(broken).digest() + broken, 'population "b": model iwta-lif cannot run'),
        ):
            client = Client()
            client.ask(p.HELLO, HELLO)
            self._refused(client, p.LOAD, body, reason)

    def _refused(self, client, kind, body, reason):
        answer, text = client.ask(kind, body)
        self.assertEqual(p.ERROR, answer)
        self.assertIn(reason, text.decode())
        with self.assertRaises((p.Closed, ConnectionResetError)):
            client.receive()
        self.assertTrue(client.ended())

    def test_a_length_is_not_believed(self):
        self.load()
        self.client.socket.sendall(b"\x7f\xff\xff\xff\x03")
        kind, text = self.client.receive()
        self.assertEqual(p.ERROR, kind)
        self.assertIn("2147483647 bytes; at most 20", text.decode())

    def test_a_frame_that_trickles_is_given_up(self):
        before, sessions.FRAME_PATIENCE = sessions.FRAME_PATIENCE, 0.1
        try:
            self.load()
            self.client.socket.sendall(b"\0\0\0\x0d\x03\0")
            kind, text = self.client.receive()
            self.assertEqual((p.ERROR, b"a frame takes too long to arrive"), (kind, text))
        finally:
            sessions.FRAME_PATIENCE = before

    def test_300_damaged_conversations_end(self):
        rng = random.Random(9)
        frames = [(p.HELLO, HELLO), (p.LOAD, DIGEST + DOCUMENT)]
        frames += [(p.STEP, step(i, 1, p.BITMAP, b"\1")) for i in (1, 2)] + [(p.RESET, b""), (p.BYE, b"")]
        whole = b"".join(p.FRAME_HEADER.pack(1 + len(b), k) + b for k, b in frames)
        head = len(p.FRAME_HEADER.pack(1, 1) + HELLO) + 45
        for _ in range(300):
            damaged = bytearray(whole)
            for _ in range(rng.randrange(1, 4)):
                place = rng.randrange(head) if rng.random() < 0.6 else rng.randrange(len(whole) - 60, len(whole))
                damaged[place] = rng.randrange(256)
            client = Client()
            try:
                client.socket.sendall(damaged)
                client.socket.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # refused already
            client.thread.join(5)
            self.assertFalse(client.thread.is_alive(), damaged)
            client.socket.close()
        self.assertEqual(0, Backend.running)


class FrameTest(unittest.TestCase):
    def test_20000_damaged_frames_end_in_a_frame_or_a_fault(self):
        rng = random.Random(1)
        whole = 0
        for _ in range(20_000):
            body = step(rng.randrange(1 << 64), rng.randrange(1 << 16), p.BITMAP, rng.randbytes(rng.randrange(4)))
            frame = bytearray(p.FRAME_HEADER.pack(1 + len(body), p.STEP) + body)
            for _ in range(rng.randrange(0, 3)):
                frame[rng.randrange(len(frame))] = rng.randrange(256)
            a, b = socket.socketpair()
            with a, b:
                a.sendall(frame)
                a.shutdown(socket.SHUT_WR)
                try:
                    kind, body = p.read_frame(b, {p.STEP: 20}, 5)
                    self.assertEqual(p.STEP, kind)
                    self.assertLessEqual(len(body), 20)
                    p.decode_step(body, 9)
                    whole += 1
                except (p.ProtocolError, p.Closed):
                    pass
        self.assertGreater(whole, 0)

    def test_spikes_have_a_plane_for_each_sign(self):
        spikes = np.array([[1, 0, -1] + [0] * 6 + [1]], dtype=np.int8)
        header = b"\0\0\0\0\0\0\0\5\0\1"
        self.assertEqual(header + b"\1\2", p.encode_spikes(5, spikes, 1))
        self.assertEqual(header + b"\1\2\4\0", p.encode_spikes(5, spikes, 2))


class WithinTest(unittest.TestCase):
    def test_a_backend_that_hangs_is_interrupted(self):
        start = time.monotonic()
        with self.assertRaises(sessions.Overdue), sessions.within(0.05):
            time.sleep(30)
        self.assertLess(time.monotonic() - start, 20)


if __name__ == "__main__":
    unittest.main()
