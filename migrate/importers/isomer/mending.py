"""Mojibake of a site mended in what is exported: values here, bodies when their turn comes.

Jekyll's own reading stays as it is: an address is what was published, mojibake and all. So are values that are
addresses or names of files.

**Evidence.** What is sure in a file is evidence for what is doubtful in it. What is sure on `LINES` lines or more in
`FILES` files or more is evidence for the whole site. Both are known before the first body is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.encoding import Misreading, Repair, evidence_of, met, repaired
from migrate.jekyll import frontmatter
from migrate.jekyll.config import Config
from migrate.jekyll.damage import MOST, Damage, damage
from migrate.jekyll.data import DataFiles
from migrate.jekyll.entries import BOM
from migrate.jekyll.item import Item

LINES, FILES = 3, 2
NAMES = frozenset(("permalink", "order", "redirect_from", "redirect_to"))
_ADDRESS = re.compile(r"/|[A-Za-z][\w+.-]*://|\S*://\S*\Z")
_ENTRY = re.compile(r"\s*(?:-\s+)?(?:([^\s:]+):(?:\s+|$))?[\"']?(.*)", re.S)


class Mending:
    """What is damaged in a site, and how it is mended. Findings for every repair are told when it is made.

    `evidence` are the kinds of damage that count for each damaged file; files that are clean are not in it.
    """

    def __init__(self, root: Path, config: Config, items: Iterable[Item], files: DataFiles) -> None:
        self._root = root
        found = {item.file: item.damage for item in items if item.damage is not None}
        found |= files.damage
        found |= _of_config(root, config)
        site = _of_site(found)
        self._beyond = [file for file, known in found.items() if known.too_much]
        self.evidence: Mapping[str, frozenset[Misreading]] = {
            file: known.evidence | site for file, known in found.items() if not known.too_much
        }
        self._mend_files(config, files)

    def findings(self) -> Iterable[Finding]:
        """Every repair of the site's files, with its place; and the files that are beyond repair."""
        for file in self._beyond:
            message = f"more than {MOST:,} characters were read in the wrong encoding"
            yield Finding(code="encoding.too-much", message=message, file=file)
        for file, evidence in self.evidence.items():
            head, text = _parts(self._root, file)
            lines = text.split("\n")
            here = bool(evidence_of(text))
            for repair in repaired(text, evidence=evidence)[1]:
                if repair.line > head or not _is_kept(lines[repair.line - 1]):
                    yield _finding(file, repair, here=here)

    def is_of(self, files: Iterable[str]) -> bool:
        """Whether values of any of the files are mended."""
        return any(file in self.evidence for file in files)

    def item(self, item: Item) -> Item:
        """The same item, its values mended."""
        evidence = self.evidence.get(item.file)
        if evidence is not None:
            mend(item.data, evidence)
            mend(item.matter.data, evidence)
        return item

    def _mend_files(self, config: Config, files: DataFiles) -> None:
        for read in files.placed.values():
            if read.source in self.evidence:
                mend(read.value, self.evidence[read.source])
        if self.is_of(config.files):
            # they are merged: what is known of one of them counts for all
            told = frozenset[Misreading]().union(*(self.evidence.get(file, ()) for file in config.files))
            for value in (config.data, *(read.value for read in config.readings)):
                mend(value, told)


def mend(value: object, evidence: frozenset[Misreading]) -> None:
    """Mends every text in a map or list, in place, but addresses and names of files. A list may hold itself."""
    seen: set[int] = set()
    todo = [value]
    while todo:
        held = todo.pop()
        if id(held) in seen or not isinstance(held, dict | list):
            continue
        seen.add(id(held))
        for key, inner in list(held.items() if isinstance(held, dict) else enumerate(held)):
            if isinstance(held, dict) and key in NAMES:
                continue
            if isinstance(inner, str):
                held[key] = _mended(inner, evidence)
            else:
                todo.append(inner)


def _mended(text: str, evidence: frozenset[Misreading]) -> str:
    return text if _ADDRESS.match(text) else repaired(text, evidence=evidence)[0]


def _is_kept(line: str) -> bool:
    """Whether a line of YAML says an address or a name of a file."""
    entry = _ENTRY.match(line)
    return entry is not None and (entry[1] in NAMES or _ADDRESS.match(entry[2].rstrip("\r \"'")) is not None)


def _of_site(found: Mapping[str, Damage]) -> frozenset[Misreading]:
    """What is certain of the whole site. `throughout` is only ever certain of a file."""
    files = [known for known in found.values() if known.lines]
    if len(files) < FILES or sum(known.lines for known in files) < LINES:
        return frozenset()
    return frozenset[Misreading]().union(*(known.evidence for known in files)) - {"throughout"}


def _of_config(root: Path, config: Config) -> dict[str, Damage]:
    found = {file: damage((root / file).read_bytes()) for file in config.files}
    return {file: known for file, known in found.items() if known is not None}


def _parts(root: Path, file: str) -> tuple[int, str]:
    """How many lines of a file are YAML, and its text."""
    try:
        raw = met.as_utf8((root / file).read_bytes(), file, []).removeprefix(BOM)
    except OSError:  # gone since the index was read: that is told when its body is asked for
        return 0, ""
    yaml = file.endswith((".yml", ".yaml"))
    first = frontmatter.split(raw).body_line
    return raw.count(b"\n") + 1 if yaml and first == 1 else first - 1, frontmatter.decode(raw)[0]


def _finding(file: str, repair: Repair, *, here: bool) -> Finding:
    message = f"read in the wrong encoding: {repair.before!r} is {repair.after!r}"
    if not repair.doubtful:
        return Finding(code="encoding.mojibake", message=message, file=file, line=repair.line)
    place = "elsewhere in this file" if here else "in several files of the site"
    message = f"{message}, since there is sure damage {place}"
    return Finding(code="encoding.mojibake-guessed", message=message, file=file, line=repair.line)
