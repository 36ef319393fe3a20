"""One client and its network, from HELLO to BYE."""
import contextlib
import hashlib
import signal

from gondola_loihi import network as networks
from gondola_loihi import protocol as p

# Seconds: for a frame to arrive or leave; for the greeting, and for the network after it; for Lava to build or stop; for Lava to run a STEP.
FRAME_PATIENCE = 10
GREETING_PATIENCE = 10
BUILD_PATIENCE = 60
STEP_PATIENCE = 30


class Overdue(Exception):
    """The backend took too long; it may never return."""


@contextlib.contextmanager
def within(seconds):
    """Interrupts the main thread if its block takes longer. Lava has no time-outs of its own."""

    def ring(_signal, _frame):
        raise Overdue(f"the backend took longer than {seconds} s")

    previous = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


class Session:
    """Serves a connection. make_backend(network) returns what start, run, stop and has a name."""

    def __init__(self, connection, make_backend, backend_name):
        self.connection = connection
        self.make_backend = make_backend
        self.backend_name = backend_name
        self.backend = None
        self.network = None
        self.next_step = 1

    def serve(self):
        """Returns when the client is gone, or has been told why it must go."""
        try:
            self._greet()
            while self._answer():
                pass
        except p.Closed:
            pass
        except (p.ProtocolError, networks.NetworkError, Overdue, OSError) as error:
            self._tell(str(error))
        except Exception as error:  # whatever Lava raises ends this session, not the service
            self._tell(f"{type(error).__name__}: {error}")
        finally:
            if self.backend is not None:
                with within(BUILD_PATIENCE):
                    self.backend.stop()

    def _tell(self, text):
        with contextlib.suppress(OSError):
            p.refuse(self.connection, text, FRAME_PATIENCE)

    def _send(self, kind, body=b""):
        p.write_frame(self.connection, kind, body, FRAME_PATIENCE)

    def _greet(self):
        _, body = p.read_frame(self.connection, {p.HELLO: p.HELLO_SIZE}, FRAME_PATIENCE, GREETING_PATIENCE)
        p.check_hello(body)
        self._send(p.WELCOME, p.welcome(self.backend_name))

    def _answer(self):
        if self.network is None:
            limits, idle = {p.LOAD: p.DIGEST_SIZE + p.MAX_NETWORK, p.BYE: 0}, GREETING_PATIENCE
        else:  # a robot may stand by for hours
            limits, idle = {p.STEP: p.max_step_body(self.network.channels), p.RESET: 0, p.BYE: 0}, None
        kind, body = p.read_frame(self.connection, limits, FRAME_PATIENCE, idle)
        if kind == p.STEP:
            self._step(body)
        elif kind == p.RESET:
            self._reset()
        elif kind == p.LOAD:
            self._load(body)
        return kind != p.BYE

    def _load(self, body):
        digest, document = body[: p.DIGEST_SIZE], body[p.DIGEST_SIZE :]
        if hashlib.sha256(document).digest() != digest:
            raise p.ProtocolError("the network is not the one its SHA-256 stands for")
        network = networks.read(document)
        with within(BUILD_PATIENCE):
            self.backend = self.make_backend(network)
            self.backend.start()
        self.network = network
        self._send(p.LOADED, p.loaded(digest, network))

    def _step(self, body):
        first, steps, values = p.decode_step(body, self.network.channels)
        if first != self.next_step:
            raise p.ProtocolError(f"step {self.next_step} is next, the client asks for {first}")
        planes = p.planes(self.network)
        if steps * planes * p.bitmap_size(self.network.neurons) > p.MAX_REPLY:
            raise p.ProtocolError("the spikes of so many steps do not fit a frame")
        with within(STEP_PATIENCE):
            spikes = self.backend.run(values, steps)
        self.next_step += steps
        self._send(p.SPIKES, p.encode_spikes(first, spikes, planes))

    def _reset(self):
        with within(BUILD_PATIENCE):
            self.backend.stop()
            self.backend.start()
        self.next_step = 1
        self._send(p.READY)
