"""Mojibake mended line by line: what is sure, and what the sure repairs around it make believable.

1. Every line is cut at `\\n` only. Its sequences that are sure (`sequences`) become the characters that they are,
   until none is left: damage may be double.
2. A doubtful sequence is decoded when a sure repair of the same kind of damage stands on its line or in its file, or
   when the caller knows of some elsewhere in the site. What may end a word of ordinary text (`IRMÃ”`) needs more: no
   character beyond ASCII is whole on its line, and its line holds sure damage or nothing in the whole file is whole.
3. A line without sequences is given to ftfy, with the settings that touch nothing but the encoding.

Mended text is given back as it is: what is decoded is gone, and what was not decoded had no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from migrate.encoding.guard import odd, suspicious
from migrate.encoding.sequences import Misreading, Sequence, intact, is_natural, sequences

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

NOTHING: frozenset[Misreading] = frozenset()
SHOWN = 60
_CONTEXT = 12
_PASSES = 64  # each makes the line shorter: damage so often repeated would be longer than any line
_BREAKS = re.compile("([\x85\u2028\u2029])")


class Repair(NamedTuple):
    """What was changed on one line (from 1): the damaged part with a little around it, at most `SHOWN` characters."""

    line: int
    before: str
    after: str
    doubtful: bool
    kind: Misreading


class _Line(NamedTuple):
    text: str
    kinds: frozenset[Misreading]


def evidence_of(text: str) -> frozenset[Misreading]:
    """The kinds of damage that are certain in `text`, and `throughout` where nothing beyond ASCII is whole."""
    return _evidence(text.split("\n")) if suspicious(text) else NOTHING


def repaired(text: str, *, evidence: Set[Misreading] | None = None) -> tuple[str, list[Repair]]:
    """`text` mended, and each repair in the order of lines.

    `evidence` is what is known of the file that `text` is a part of, and of its site; without it, `text` is the file.
    Idempotent, whatever the evidence.
    """
    if not suspicious(text):
        return text, []
    lines = text.split("\n")
    known = _evidence(lines) if evidence is None else evidence | (_evidence(lines) - {"throughout"})
    repairs: list[Repair] = []
    for at, line in enumerate(lines):
        if suspicious(line):
            sure = _mended(line, NOTHING)
            lines[at] = _mended(line, known).text if known else sure.text
            repairs += _told(at + 1, line, sure, lines[at])
    return "\n".join(lines), repairs


def _evidence(lines: list[str]) -> frozenset[Misreading]:
    certain = [_mended(line, NOTHING).kinds for line in lines if suspicious(line)]
    found = NOTHING.union(*certain)
    if not found or any(not intact(line, sequences(line)).isascii() for line in lines if not line.isascii()):
        return found
    return found | {"throughout"}


def _mended(line: str, known: Set[Misreading]) -> _Line:
    """`line` with all decoded that is sure, or believable by the kinds of damage that are `known`; then ftfy's word."""
    found: set[Misreading] = set()
    for _ in range(_PASSES):
        before, here = line, sequences(line)
        damaged = intact(line, here).isascii() and ("throughout" in known or any(one.verdict == "sure" for one in here))
        chosen = [one for one in here if one.verdict == "sure" or _is_believable(line, one, known, damaged=damaged)]
        if chosen:
            found.update(one.kind for one in chosen)
            line = _decoded(line, chosen)
        elif not here and odd().search(line):
            line = _by_ftfy(line)
            found.update(("either",) if line != before else ())
        if line == before:
            break
    return _Line(line, frozenset(found))


def _is_believable(line: str, one: Sequence, known: Set[Misreading], *, damaged: bool) -> bool:
    """Whether `known` is evidence enough; `damaged` says that nothing on the line is whole."""
    if one.verdict == "no" or not known or (is_natural(line, one) and not damaged):
        return False
    return one.kind == "either" or "either" in known or one.kind in known


def _decoded(line: str, chosen: list[Sequence]) -> str:
    parts, end = [], 0
    for one in chosen:
        parts += [line[end : one.start], one.text]
        end = one.end
    return "".join([*parts, line[end:]])


def _by_ftfy(line: str) -> str:
    """`line` as ftfy mends it; NEL and the separators of lines and paragraphs stay."""
    from ftfy import fix_text_segment  # takes longer to import than a small site to read

    return "".join(
        part if _BREAKS.fullmatch(part) else fix_text_segment(part, safe_settings()) for part in _BREAKS.split(line)
    )


@cache
def safe_settings() -> TextFixerConfig:
    """ftfy's settings that mend the encoding and touch nothing else: no quotes, entities, widths or ligatures."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=True,
        decode_inconsistent_utf8=True,
        fix_c1_controls=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=True,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


def _told(line: int, before: str, sure: _Line, mended: str) -> list[Repair]:
    kind: Misreading = next(iter(sure.kinds)) if len(sure.kinds) == 1 else "either"
    steps = ((before, sure.text, False), (sure.text, mended, True))
    return [Repair(line, *_shown(old, new), doubtful, kind) for old, new, doubtful in steps if old != new]


def _shown(before: str, after: str) -> tuple[str, str]:
    """The part of both that differs, with a little context, cut to `SHOWN` characters."""
    shorter = min(len(before), len(after))
    first = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    same = next((at for at in range(shorter - first) if before[-1 - at] != after[-1 - at]), shorter - first)
    start, end = max(0, first - _CONTEXT), max(0, same - _CONTEXT)
    return _cut(before[start : len(before) - end].rstrip("\r")), _cut(after[start : len(after) - end].rstrip("\r"))


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
