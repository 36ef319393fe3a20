"""The service: listens, and gives every client a process of its own."""
import argparse
import os
import select
import signal
import socket
import stat
import sys

from gondola_loihi.session import Session

DEFAULT_LISTEN = "127.0.0.1:7411"


def listen_tcp(address):
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        sys.exit(f"--listen wants HOST:PORT, not {address}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host.strip("[]"), int(port)), family=family)
    print("listening on {}:{}".format(*listener.getsockname()[:2]), flush=True)
    return listener


def listen_unix(path):
    if os.path.exists(path) and stat.S_ISSOCK(os.stat(path).st_mode):
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listener.bind(path)
    finally:
        os.umask(before)
    listener.listen()
    print(f"listening on unix:{path}", flush=True)
    return listener


def prepare(connection):
    """Small frames go out at once, and a client that was switched off is noticed."""
    if connection.family == socket.AF_UNIX:
        return
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (("TCP_KEEPIDLE", 10), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, option):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def serve_client(connection, backend):
    """Serves one client in this process, which is its own, then ends it with all that Lava started."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        prepare(connection)
        Session(connection, backend, backend.name).serve()
        connection.close()
    except SystemExit:
        pass  # asked to
    except BaseException as error:
        print(f"session: {error!r}", file=sys.stderr, flush=True)
    finally:
        # What Lava left running is ended here; its resource tracker bears SIGTERM and tidies /dev/shm.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(0, signal.SIGTERM)
        os._exit(0)


def reap(sessions):
    for pid in list(sessions):
        if os.waitpid(pid, os.WNOHANG)[0]:
            sessions.discard(pid)


def serve(listeners, backend, max_sessions):
    sessions = set()
    try:
        while True:
            ready, _, _ = select.select(listeners, [], [], 1)
            reap(sessions)
            for listener in ready:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    continue  # the client is gone already, or there are too many open files
                with connection:
                    if len(sessions) >= max_sessions:
                        print(f"refused a client: {max_sessions} networks run already", file=sys.stderr, flush=True)
                        continue
                    pid = os.fork()
                    if pid == 0:
                        for other in listeners:
                            other.close()
                        serve_client(connection, backend)
                    sessions.add(pid)
    finally:
        reap(sessions)
        for pid in sessions:
            os.kill(pid, signal.SIGTERM)


def main():
    parser = argparse.ArgumentParser(prog="gondola_loihi", description=__doc__)
    parser.add_argument("--listen", metavar="HOST:PORT", help=f"TCP address (default {DEFAULT_LISTEN}; port 0: any)")
    parser.add_argument("--unix", metavar="PATH", help="a Unix socket, for its owner only")
    parser.add_argument("--max-sessions", type=int, default=4, metavar="N", help="networks at once (default 4)")
    options = parser.parse_args()
    from gondola_loihi.lava_backend import LavaBackend

    listeners = [listen_unix(options.unix)] if options.unix else []
    if options.listen or not options.unix:
        listeners.append(listen_tcp(options.listen or DEFAULT_LISTEN))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        serve(listeners, LavaBackend, options.max_sessions)
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
