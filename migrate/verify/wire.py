"""The connection to a host: the address is looked at that it really goes to, and its time is bounded.

The standard library's client is what such checks fit into: it takes no proxy and no password from the environment,
keeps no cookies, follows nothing, and lets the connection be made here.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer

from migrate.errors import OutputError
from migrate.verify.places import Place, may_be_reached

_MAX_ADDRESSES = 4  # that are tried one after the other


class Connection(HTTPConnection):
    """A connection to an address that was looked at, with TLS for the name where the place asks for it.

    `wire` is a second handle on it, which stays when the answer has taken the first one over.
    """

    def __init__(self, place: Place, *, allow_private: bool, idle: float) -> None:
        super().__init__(place.host, place.port, timeout=idle)
        self.default_port = 443 if place.scheme == "https" else 80
        self._place, self._allow_private = place, allow_private
        self.wire: socket.socket | None = None
        self.is_over = False

    def connect(self) -> None:
        plain = self._connected()
        self.wire = plain.dup()
        if self.is_over:  # it was cut while there was nothing to cut yet
            plain.close()
            raise TimeoutError
        if self._place.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._place.host)
        else:
            self.sock = plain

    def cut(self) -> None:
        """Ends what is under way, from another thread."""
        self.is_over = True
        with suppress(OSError):
            if self.wire is not None:
                self.wire.shutdown(socket.SHUT_RDWR)

    def _connected(self) -> socket.socket:
        """A socket to the first address that answers; all that the name leads to are looked at before."""
        found = socket.getaddrinfo(self._place.host, self._place.port, type=socket.SOCK_STREAM)
        for *_, end in found:
            if not may_be_reached(str(end[0]), self._place, allow_private=self._allow_private):
                raise OutputError(
                    f"{self._place}: the name leads to {end[0]}, an address of an inner network; "
                    "pass --allow-private if that is meant"
                )
        error = OSError("the name leads nowhere")
        for family, kind, protocol, _, end in found[:_MAX_ADDRESSES]:
            made = socket.socket(family, kind, protocol)
            made.settimeout(self.timeout)
            try:
                made.connect(end)
                return made
            except OSError as failed:
                made.close()
                error = failed
        raise error


@contextmanager
def ended_after(seconds: float, connection: Connection, place: Place) -> Iterator[None]:
    """Cuts the wire when the time is over: a server that drips a byte now and then sets every other clock back."""
    timer = Timer(seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException, ValueError) as error:
        if connection.is_over:
            raise OutputError(f"{place}: took longer than {seconds:g} seconds for an answer; run again") from error
        raise
    finally:
        timer.cancel()
        timer.join()
        if connection.wire is not None:
            connection.wire.close()
    if connection.is_over:
        raise OutputError(f"{place}: took longer than {seconds:g} seconds for an answer; run again")
