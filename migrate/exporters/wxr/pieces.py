"""What workers hand over: a line of JSON that says what it is, then the XML of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import orjson

from migrate.model import OutFile


class Piece(NamedTuple):
    """A record in the making. `head` is plain values; `xml` and `metas` are parts of the document."""

    head: Mapping[str, object]
    xml: bytes = b""
    metas: bytes = b""

    def said(self, name: str) -> str:
        """A text of the head."""
        return str(self.head[name])


def packed(kind: str, id: str, xml: str = "", metas: str = "", **head: object) -> OutFile:
    """The piece as a file that is none: `read` takes it apart."""
    body, rest = _bytes(xml), _bytes(metas)
    line = orjson.dumps(
        {"kind": kind, "id": id, "size": len(body), **head}, default=str, option=orjson.OPT_NON_STR_KEYS
    )
    return OutFile(path=id, content=line + b"\n" + body + rest)


def read(file: OutFile) -> Piece:
    content = file.content
    assert isinstance(content, bytes)
    line, _, body = content.partition(b"\n")
    head = orjson.loads(line)
    return Piece(head, body[: head["size"]], body[head["size"] :])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
