"""A line between browsers and the server that a test can cut, silence and mend."""

import socket
import threading
from contextlib import suppress

CHUNK = 65536


class Line:
    """Passes everything on from a port of its own, as a wireless network does on a good day."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._ends: set[socket.socket] = set()
        self._whole = True
        self._flows = threading.Event()
        self._flows.set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._run(self._welcome)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Everything open ends at once, and nothing new gets through."""
        self._whole = False
        for end in list(self._ends):
            self._end(end)

    def silence(self) -> None:
        """Everything stays open and nothing passes, as when a laptop leaves the room."""
        self._flows.clear()

    def mend(self) -> None:
        self._whole = True
        self._flows.set()

    def close(self) -> None:
        self.cut()
        self.mend()
        self._end(self._door)

    def _welcome(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
            except ConnectionError:  # the server is away just now
                near.close()
                continue
            except OSError:  # the door is closed
                return
            self._ends |= {near, far}
            if not self._whole:
                self._end(near)
                self._end(far)
                continue
            self._run(self._pass_on, near, far)
            self._run(self._pass_on, far, near)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while said := source.recv(CHUNK):
                self._flows.wait()
                if self._passes(said, source):
                    target.sendall(said)
        self._end(source)
        self._end(target)

    def _passes(self, said: bytes, source: socket.socket) -> bool:
        """Whether what somebody says may pass."""
        return True

    def _end(self, end: socket.socket) -> None:
        self._ends.discard(end)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()

    def _run(self, work: object, *given: socket.socket) -> None:
        threading.Thread(target=work, args=given, daemon=True).start()  # type: ignore[arg-type]
