"""Answers of one host and no other, with bounds on time, size and number."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import NamedTuple
from urllib.parse import urljoin

from migrate import __version__
from migrate.errors import OutputError
from migrate.verify.places import Place
from migrate.verify.wire import Connection, ended_after

_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_REDIRECTS = 3
_CHUNK = 65_536


class Limits(NamedTuple):
    """What one answer may cost, and how many there may be. `idle` seconds may pass without a byte, `seconds` in all."""

    idle: float = 30
    seconds: float = 120
    size: int = 32 * 1024 * 1024
    answers: int = 5_000


LIMITS = Limits()


class TooLarge(OutputError):
    """An answer has more bytes than one may have."""


class Answer(NamedTuple):
    address: str
    status: int
    headers: HTTPMessage
    content: bytes


@dataclass(slots=True, kw_only=True)
class Web:
    """Asks the host of `place` and no other. `authorization` is sent there alone and never shown."""

    place: Place
    authorization: str | None = field(default=None, repr=False)
    allow_private: bool = False
    limits: Limits = LIMITS
    asked: int = 0

    def get(self, path: str) -> Answer:
        """The answer to GET of a path from its slash on; a redirect is followed on the own host. Raises OutputError."""
        address = self.place.origin + path
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._answer(address)
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or target is None:
                return answer
            address = self._followed(address, target)
        raise OutputError(f"{self.place}: redirects in a circle; look at the site's settings")

    def _followed(self, address: str, target: str) -> str:
        try:
            joined = urljoin(address, target)
        except ValueError as error:
            raise OutputError(f"{self.place}: redirects to what is no address; look at the site's settings") from error
        if not joined.startswith(f"{self.place.origin}/"):
            named = joined.split("?")[0]
            raise OutputError(
                f"{self.place}: leads to {named}, which is not the site that was named; name that one if it is"
            )
        return joined

    def _answer(self, address: str) -> Answer:
        self.asked += 1
        if self.asked > self.limits.answers:
            raise OutputError(
                f"{self.place}: has more than {self.limits.answers:,} pages of answers; it was not read on"
            )
        path = address.removeprefix(self.place.origin).split("#")[0]
        connection = Connection(self.place, allow_private=self.allow_private, idle=self.limits.idle)
        try:
            with ended_after(self.limits.seconds, connection, self.place):
                connection.request("GET", path, headers=self._headers())
                with connection.getresponse() as response:
                    return self._read(address, response)
        except ssl.SSLCertVerificationError as error:
            raise OutputError(f"{self.place}: its certificate is not good ({error.verify_message}); mend it") from error
        except TimeoutError as error:
            raise OutputError(f"{self.place}: does not answer in time; run again when it does") from error
        except (OSError, HTTPException, ValueError) as error:
            raise OutputError(f"{self.place}: cannot be reached ({_reason(error)}); look at the address") from error
        finally:
            connection.close()

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json", "User-Agent": f"ssi-migrate/{__version__}", "Connection": "close"}
        return headers if self.authorization is None else {**headers, "Authorization": self.authorization}

    def _read(self, address: str, response: HTTPResponse) -> Answer:
        content = bytearray()
        while chunk := response.read1(_CHUNK):
            content += chunk
            if len(content) > self.limits.size:
                raise TooLarge(f"{self.place}: an answer has more than {self.limits.size:,} bytes; it was not read on")
        if response.length:  # the end came before what was announced
            raise HTTPException("the answer is cut off")
        return Answer(address, response.status, response.headers, bytes(content))


def _reason(error: Exception) -> str:
    text = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return text[:200]
