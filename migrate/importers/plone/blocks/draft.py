"""Draft.js, the rich text of Volto before version 16, as HTML.

A value has `blocks` (a line of text each, with its type and depth), ranges of marks in it, and links in `entityMap`.
Ranges count UTF-16 units, as JavaScript does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from migrate.importers.plone.blocks.addresses import address
from migrate.importers.plone.blocks.markup import element, is_blank, opened, raw_text, text

_MARKS: Mapping[str, str] = {
    "BOLD": "strong",
    "ITALIC": "em",
    "UNDERLINE": "u",
    "STRIKETHROUGH": "del",
    "CODE": "code",
    "SUBSCRIPT": "sub",
    "SUPERSCRIPT": "sup",
}
_LINES: Mapping[str, str] = {
    "header-one": "h1",
    "header-two": "h2",
    "header-three": "h3",
    "header-four": "h4",
    "header-five": "h5",
    "header-six": "h6",
}
_LISTS: Mapping[str, str] = {"unordered-list-item": "ul", "ordered-list-item": "ol"}
_DEEPEST = 4  # as deep as Draft.js lets lists lie


class _Piece(NamedTuple):
    """A stretch of a line with the same marks and the same link or image."""

    text: str
    marks: tuple[str, ...]
    entity: Mapping[str, object]


class _Entry(NamedTuple):
    depth: int
    tag: str
    html: str


def is_draft(value: object) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("blocks"), list)


def html(value: Mapping[str, object]) -> str:
    """The value as blocks of HTML."""
    blocks, entities = value.get("blocks"), value.get("entityMap")
    known = entities if isinstance(entities, Mapping) else {}
    lines = [block for block in (blocks if isinstance(blocks, list) else ()) if isinstance(block, Mapping)]
    found: list[str] = []
    for kind, group in groupby(lines, key=_group):
        if kind == "list":
            found.append(_lists([_entry(block, known) for block in group]))
        elif kind == "code-block":
            found.append(element("pre", "\n".join(raw_text(_text(block)) for block in group)))
        else:
            found += [_line(str(kind), _inline(block, known)) for block in group]
    return "".join(found)


def line(value: Mapping[str, object]) -> str:
    """The value as what a cell holds: without an element around it where it is one line."""
    blocks, entities = value.get("blocks"), value.get("entityMap")
    only = blocks[0] if isinstance(blocks, list) and len(blocks) == 1 else None
    if isinstance(only, Mapping) and _group(only) == "unstyled":
        return _inline(only, entities if isinstance(entities, Mapping) else {})
    return html(value)


def _group(block: Mapping[str, object]) -> str:
    kind = block.get("type")
    kind = kind if isinstance(kind, str) else "unstyled"
    if kind in _LISTS:
        return "list"
    return kind if kind in ("code-block", "blockquote", "callout", "atomic") or kind in _LINES else "unstyled"


def _line(kind: str, inner: str) -> str:
    if is_blank(inner):
        return ""
    if kind == "callout":
        return f'<p class="callout">{inner}</p>'
    tag = _LINES.get(kind) or ("blockquote" if kind == "blockquote" else "p")
    return f"<{tag}>{inner}</{tag}>"


def _entry(block: Mapping[str, object], entities: Mapping[str, object]) -> _Entry:
    depth, kind = block.get("depth"), block.get("type")
    level = min(max(depth, 0), _DEEPEST) if isinstance(depth, int) else 0
    return _Entry(level, _LISTS.get(kind, "ul") if isinstance(kind, str) else "ul", _inline(block, entities))


def _lists(entries: Sequence[_Entry]) -> str:
    """Entries with their depths as lists in lists; one that is deeper than the next by two is so by one."""
    found: list[str] = []
    open_tags: list[str] = []
    for entry in entries:
        while len(open_tags) > entry.depth + 1 or (len(open_tags) == entry.depth + 1 and open_tags[-1] != entry.tag):
            found.append(f"</li></{open_tags.pop()}>")
        if len(open_tags) == entry.depth + 1:
            found.append("</li>")
        else:
            found.append(f"<{entry.tag}>")
            open_tags.append(entry.tag)
        found.append(f"<li>{entry.html}")
    return "".join([*found, *(f"</li></{tag}>" for tag in reversed(open_tags))])


def _inline(block: Mapping[str, object], entities: Mapping[str, object]) -> str:
    ranges = [*_ranges(block, "inlineStyleRanges", "style"), *_ranges(block, "entityRanges", "key")]
    said = _text(block)
    if not ranges:
        return text(said)
    found: list[str] = []
    for entity, pieces in groupby(_pieces(said, ranges, entities), key=lambda piece: piece.entity):
        inner = "".join([_marked(piece) for piece in pieces])
        found.append(_linked(entity, inner) if entity else inner)
    return "".join(found)


def _marked(piece: _Piece) -> str:
    found = text(piece.text)
    for tag in reversed(piece.marks):
        found = f"<{tag}>{found}</{tag}>"
    return found


def _linked(entity: Mapping[str, object], inner: str) -> str:
    data = entity.get("data")
    data = data if isinstance(data, Mapping) else {}
    if entity.get("type") == "IMAGE" or (not data.get("url") and data.get("src")):
        alt = data.get("alt")
        return opened("img", src=address(data.get("src")), alt=alt if isinstance(alt, str) else "")
    href, target = address(data), data.get("target")
    if not href:
        return inner
    return f"{opened('a', href=href, target=target if isinstance(target, str) and target else None)}{inner}</a>"


class _Range(NamedTuple):
    start: int
    end: int
    value: str
    is_entity: bool


def _ranges(block: Mapping[str, object], name: str, key: str) -> Iterator[_Range]:
    ranges = block.get(name)
    for one in ranges if isinstance(ranges, list) else ():
        if not isinstance(one, Mapping):
            continue
        start, length, value = one.get("offset"), one.get("length"), one.get(key)
        if isinstance(start, int) and isinstance(length, int) and start >= 0 and length > 0:
            yield _Range(start, start + length, str(value), key == "key")


def _pieces(said: str, ranges: Sequence[_Range], entities: Mapping[str, object]) -> Iterator[_Piece]:
    """`said` cut wherever a range begins or ends; of links that overlap the one that begins last counts."""
    units = said.encode("utf-16-le", "surrogatepass")
    length = len(units) // 2
    marks: Counter[str] = Counter()
    entity, until = "", 0
    starting, ending = _by_edge(ranges, length)
    for start, end in pairwise(sorted({0, length, *starting, *ending})):
        marks.subtract([one.value for one in ending.get(start, ()) if not one.is_entity])
        marks.update([one.value for one in starting.get(start, ()) if not one.is_entity])
        for one in starting.get(start, ()):
            entity, until = (one.value, one.end) if one.is_entity else (entity, until)
        cut = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        known = entities.get(entity) if until > start else None
        yield _Piece(
            cut, tuple(_MARKS[mark] for mark in _MARKS if marks[mark]), known if isinstance(known, dict) else {}
        )


def _by_edge(ranges: Sequence[_Range], length: int) -> tuple[dict[int, list[_Range]], dict[int, list[_Range]]]:
    """The ranges by where they start, and by where they end within a text of this length."""
    starting: dict[int, list[_Range]] = {}
    ending: dict[int, list[_Range]] = {}
    for one in ranges:
        if one.start < length:
            starting.setdefault(one.start, []).append(one)
            ending.setdefault(min(one.end, length), []).append(one)
    return starting, ending


def _text(block: Mapping[str, object]) -> str:
    said = block.get("text")
    return said if isinstance(said, str) else ""
