"""From the text of a template to tokens: text, outputs and tags, each tag already paired with its end.

The borders are those of Liquid's tokenizer. Pairing comes before parsing, so that a tag that is never closed, a stray
end or a tag that nobody knows costs itself and nothing else, and in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from migrate.liquid.values import WHITE

WORD: Final = r"[a-zA-Z0-9_]"
SPACE: Final = r"[ \t\r\n\f\v]"
_OPEN = re.compile(r"\{[%{]")
_TAG = re.compile(rf"\{{%-?{SPACE}*(#|{WORD}+)({SPACE}*)(.*?)-?%\}}", re.S)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}", re.S)
_LINE_TAG = re.compile(rf"{SPACE}*(#|{WORD}+){SPACE}*(.*)")
MAX_UNCLOSED: Final = 20  # from then on a `raw` or `comment` is not looked for to its end
_END_RAW = re.compile(rf"\{{%-?{SPACE}*endraw(?!{WORD}).*?%\}}", re.S)

Kind = Literal["text", "output", "tag", "fault"]


@dataclass(slots=True)
class Piece:
    """A token. `start` and `end` are where it stands in the source; `value` is text, markup, or why it is a fault.

    `end` of a tag that is closed is the end of its closing tag; `divides` are its own `else`, `elsif` and `when`.
    """

    kind: Kind
    value: str
    start: int
    end: int
    name: str = ""
    close: Piece | None = field(default=None, repr=False)
    inner: Literal["", "divider", "end"] = ""


class Source:
    """The text of a template, and what line each place of it is on."""

    __slots__ = ("_breaks", "line", "name", "text")

    def __init__(self, text: str, line: int = 1, name: str = "") -> None:
        self.text, self.line, self.name = text, line, name
        self._breaks: list[int] | None = None

    def line_of(self, place: int) -> int:
        if self._breaks is None:
            self._breaks = [found.start() for found in re.finditer("\n", self.text)]
        return self.line + bisect_right(self._breaks, place - 1)


def read(text: str, blocks: Mapping[str, Container[str]], simple: Container[str], nesting: int) -> list[Piece]:
    """The tokens of `text`. `blocks` are the tags that have an end, with the dividers they know."""
    return _paired(_trimmed(_pieces(text)), blocks, simple, nesting)


_Trim = tuple[Piece, bool, bool]  # a token, and whether white space before and after it goes


class _Scanner:
    """Finds tags and outputs as Liquid's tokenizer does. What is not found once is not looked for again."""

    def __init__(self, text: str) -> None:
        self.text, self.unclosed = text, 0
        self._last = {mark: text.rfind(mark) for mark in ("%}", "}")}
        self._raw_ends = True

    def next(self, place: int) -> tuple[int, int] | None:
        """Where the next token starts and ends; one that is never closed is its two braces."""
        found = _OPEN.search(self.text, place)
        if found is None:
            return None
        start, mark = found.start(), "%}" if found[0] == "{%" else "}"
        if self._last[mark] < start + 2:
            return start, start + 2
        end = self.text.index(mark, start + 2) + len(mark)
        return start, end + (mark == "}" and self.text.startswith("}", end))

    def raw_end(self, place: int) -> tuple[int, int] | None:
        """Where the next `endraw` starts and ends."""
        found = _END_RAW.search(self.text, place, self._last["%}"] + 2) if self._raw_ends else None
        self._raw_ends = found is not None
        return None if found is None else found.span()


def _pieces(text: str) -> list[_Trim]:
    pieces: list[_Trim] = []
    place, scanner = 0, _Scanner(text)
    while (found := scanner.next(place)) is not None:
        start, end = found
        if start > place:
            pieces.append((Piece("text", text[place:start], place, start), False, False))
        before, after = text.startswith("-", start + 2), text[end - 3 : end - 2] == "-"
        piece = _tag(text, start, end) if text.startswith("{%", start) else _output(text, start, end)
        place = end
        if piece.name in ("raw", "comment") and piece.kind == "tag":
            place = _swallow(scanner, piece, place)
        if piece.name == "liquid" and piece.kind == "tag":
            lines = _lines(piece)
            pieces.append((Piece("text", "", start, start), before, False))
            pieces.extend((line, False, False) for line in lines)
            pieces.append((Piece("text", "", end, end), False, after))
        else:
            pieces.append((piece, before, after))
    if place < len(text):
        pieces.append((Piece("text", text[place:], place, len(text)), False, False))
    return pieces


def _tag(text: str, start: int, end: int) -> Piece:
    parts = _TAG.fullmatch(text, start, end)
    if parts is None:
        return Piece("fault", "the tag has no name or no end", start, end)
    return Piece("tag", parts[3], start, end, parts[1])


def _output(text: str, start: int, end: int) -> Piece:
    parts = _OUTPUT.fullmatch(text, start, end)
    if parts is None:
        return Piece("fault", "the output is never closed with }}", start, end)
    return Piece("output", parts[1], start, end)


def _swallow(scanner: _Scanner, piece: Piece, place: int) -> int:
    """The end of a `raw` or `comment`, whose inside is no Liquid; `piece` becomes the whole of it."""
    end = None
    if scanner.unclosed < MAX_UNCLOSED:
        end = scanner.raw_end(place) if piece.name == "raw" else _comment_end(scanner, place)
    if end is None:
        scanner.unclosed += 1
        piece.kind, piece.value = "fault", f"`{piece.name}` is never closed"
        return place
    if piece.name == "raw" and piece.value.strip(WHITE):
        piece.kind, piece.value = "fault", "`raw` takes nothing but its name"
    else:
        piece.value = scanner.text[place : end[0]]
    piece.end = end[1]
    return end[1]


def _comment_end(scanner: _Scanner, place: int) -> tuple[int, int] | None:
    """Comments nest, and what is raw in them is passed over."""
    depth = 1
    while (found := scanner.next(place)) is not None:
        place = found[1]
        parts = _TAG.fullmatch(scanner.text, *found)
        name = parts[1] if parts is not None else ""
        depth += (name == "comment") - (name == "endcomment")
        if depth == 0:
            return found
        if name == "raw" and (end := scanner.raw_end(place)) is not None:
            place = end[1]
    return None


def _lines(piece: Piece) -> list[Piece]:
    """Each line of a `liquid` tag is a tag of its own."""
    lines = (_LINE_TAG.fullmatch(line) for line in piece.value.split("\n") if line.strip(WHITE))
    return [
        Piece("fault", "a line of `liquid` has no tag", piece.start, piece.end)
        if found is None
        else Piece("tag", found[2], piece.start, piece.end, found[1])
        for found in lines
    ]


def _trimmed(pieces: list[_Trim]) -> list[Piece]:
    """White space goes where a tag or output asks for it with a hyphen."""
    for at, (piece, _, _) in enumerate(pieces):
        if piece.kind != "text":
            continue
        if at > 0 and pieces[at - 1][2]:
            piece.value = piece.value.lstrip(WHITE)
        if at + 1 < len(pieces) and pieces[at + 1][1]:
            piece.value = piece.value.rstrip(WHITE)
    return [piece for piece, _, _ in pieces if piece.kind != "text" or piece.value]


def _paired(
    pieces: list[Piece], blocks: Mapping[str, Container[str]], simple: Container[str], nesting: int
) -> list[Piece]:
    opened: list[Piece] = []
    counts: dict[str, int] = {}
    for piece in pieces:
        name = piece.name
        if piece.kind != "tag" or name in ("raw", "comment"):
            continue
        if name in blocks:
            opened.append(piece)
            counts[name] = counts.get(name, 0) + 1
        elif name.startswith("end") and counts.get(name[3:]):
            _close(opened, counts, piece)
        elif opened and name in blocks[opened[-1].name]:
            piece.inner = "divider"
        elif name not in simple:
            _unknown(piece)
    for piece in opened:
        _never_closed(piece)
    _bound(pieces, blocks, nesting)
    return pieces


def _close(opened: list[Piece], counts: dict[str, int], piece: Piece) -> None:
    """Closes the nearest block of that name; what was opened since is never closed."""
    while opened:
        block = opened.pop()
        counts[block.name] -= 1
        if block.name == piece.name[3:]:
            block.close, block.end, piece.inner = piece, piece.end, "end"
            return
        _never_closed(block)


def _never_closed(piece: Piece) -> None:
    piece.kind, piece.value = "fault", f"`{piece.name}` is never closed"


def _unknown(piece: Piece) -> None:
    stray = piece.name.startswith("end") or piece.name in ("else", "elsif", "when")
    piece.kind = "fault"
    piece.value = f"`{piece.name}` belongs to no tag" if stray else f"`{piece.name}` is no tag of Jekyll"


def _bound(pieces: list[Piece], blocks: Mapping[str, Container[str]], nesting: int) -> None:
    """A block that lies too deep stays as source, ends and dividers with it."""
    open_blocks: list[Piece] = []
    too_deep: Piece | None = None
    for piece in pieces:
        if too_deep is not None:
            if piece is too_deep.close:
                too_deep = None
            piece.kind, piece.value, piece.inner = "text", "", ""
        elif piece.inner == "end":
            open_blocks.pop()
        elif piece.inner == "divider" and not (open_blocks and piece.name in blocks[open_blocks[-1].name]):
            piece.inner = ""  # the block that it divided is never closed
            _unknown(piece)
        elif piece.kind == "tag" and piece.close is not None:
            if len(open_blocks) >= nesting:
                too_deep = piece
                piece.kind, piece.value = "fault", f"more than {nesting} blocks lie within each other"
            else:
                open_blocks.append(piece)
