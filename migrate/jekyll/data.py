"""The `_data` folder as Jekyll's DataReader reads it: YAML, JSON, CSV and TSV files by cleaned name, folders nested."""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from collections import Counter
from pathlib import Path

from migrate.accounting import Aside, Reading, reading, unread
from migrate.diagnostics import Finding
from migrate.encoding import met, repaired
from migrate.jekyll import frontmatter, psych
from migrate.jekyll.damage import Damage, damage
from migrate.jekyll.paths import inside, resolved
from migrate.ours import FOLDER_MARK, is_our_folder, is_ours

EXTENSIONS = (".yaml", ".yml", ".json", ".csv", ".tsv")
MAX_BYTES = 32 * 1024 * 1024
MAX_VALUES = 2_000_000
MAX_DEPTH = 32
MAX_LINKS = 20
_DROPPED = re.compile(r"[^\w\s-]+|(?:(?<=^)|(?<=\b\s))\s+(?=$|\s?\b)", re.ASCII)
_SPACES = re.compile(r"\s+", re.ASCII)


class DataFiles:
    """What each file of the data folder said, and where it stands among the values.

    `placed` is by the names that lead to the value; `hidden` is what another file or folder of the same name hides,
    with that name; `unplaced` says nothing or cannot be read.
    """

    def __init__(self) -> None:
        self.placed: dict[tuple[str, ...], Reading] = {}
        self.hidden: list[tuple[Reading, str]] = []
        self.unplaced: list[Reading] = []
        self.entered: Counter[str] = Counter()
        self.damage: dict[str, Damage] = {}

    def note(self, file: str, found: Damage | None) -> None:
        """Keeps what is damaged in a file; nothing for a clean one."""
        if found is not None:
            self.damage[file] = found

    def hide(self, names: tuple[str, ...], by: str, findings: list[Finding]) -> None:
        """Takes away what stands at `names` and below, since `by` comes to stand there; told."""
        for place in [place for place in self.placed if place[: len(names)] == names]:
            read = self.placed.pop(place)
            self.hidden.append((read, by))
            message = f"Jekyll takes {by}, which comes later and has the same name"
            findings.append(Finding(code="data.hidden", message=message, file=read.source))


def read_data(root: Path, folder: str, findings: list[Finding], files: DataFiles | None = None) -> dict[str, object]:
    """The values of `folder` below `root`. A file that cannot be read is told and left out."""
    folder = folder.strip("/")
    if not os.path.isdir(root / folder) or not _may_enter(root, folder, findings, ()):
        return {}
    return _folder(root, folder, findings, (os.path.realpath(root / folder),), files or DataFiles(), ())


def _folder(
    root: Path, folder: str, findings: list[Finding], above: tuple[str, ...], files: DataFiles, at: tuple[str, ...]
) -> dict[str, object]:
    """Jekyll's order: first the files by kind of ending, then the folders; the later of two names wins.

    `above` are the real folders on the way here, and `files` knows how often each was entered: links could multiply
    without end. `at` are the names that lead here.
    """
    data: dict[str, object] = {}
    entered = files.entered
    names = _names(root, folder, findings)
    for extension in EXTENSIONS:
        for name in names:
            if name.endswith(extension):
                read = _file(root, f"{folder}/{name}", findings, files)
                key = clean_key(os.path.splitext(name)[0])
                if read is None or read.value is None:
                    files.unplaced.extend([] if read is None else [read])
                    continue
                if key in data:
                    files.hide((*at, key), read.source, findings)
                data[key], files.placed[*at, key] = read.value, read
    for name in names:
        inner = f"{folder}/{name}"
        if not os.path.isdir(root / inner) or not _may_enter(root, inner, findings, above):
            continue
        real = os.path.realpath(root / inner)
        entered[real] += 1
        if entered[real] > MAX_LINKS or len(above) > MAX_DEPTH:
            message = f"more than {MAX_LINKS} links lead here, or {MAX_DEPTH} folders stand above it"
            findings.append(Finding(code="source.symlink-loop", message=message, file=inner))
        else:
            key = clean_key(name)
            if key in data:
                files.hide((*at, key), inner, findings)
            data[key] = _folder(root, inner, findings, (*above, real), files, (*at, key))
    return data


def _may_enter(root: Path, folder: str, findings: list[Finding], above: tuple[str, ...]) -> bool:
    """Whether `folder` lies in the site and not in a circle, which is told, and is none of ours."""
    if not inside(root, root / folder):
        findings.append(Finding(code="source.symlink-outside", message="it leads out of the site", file=folder))
        return False
    if resolved(root / folder) in above:
        message = "the link leads to a folder that holds it"
        findings.append(Finding(code="source.symlink-loop", message=message, file=folder))
        return False
    return not is_our_folder(root / folder)


def clean_key(name: str) -> str:
    """`DataReader#sanitize_filename`: Ruby's `\\w` is ASCII."""
    return _SPACES.sub("_", _DROPPED.sub("", name))


def _names(root: Path, folder: str, findings: list[Finding]) -> list[str]:
    try:
        names = os.listdir(root / folder)
        if FOLDER_MARK in names and is_our_folder(root / folder):
            return []
        return sorted(name for name in names if not name.startswith("."))
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror})"
        findings.append(Finding(code="source.unreadable", message=message, file=folder))
        return []


def _file(root: Path, file: str, findings: list[Finding], files: DataFiles) -> Reading | None:
    """What the file says; None for a folder and for a file of our own, which is no source."""
    path = root / file
    if os.path.isdir(path):
        return None
    if not inside(root, path):
        findings.append(Finding(code="source.symlink-outside", message="the link leads out of the site", file=file))
        return unread(file)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            findings.append(Finding(code="source.special-file", message="is a pipe, socket or device", file=file))
            return unread(file)
        raw = _raw(path)
        if is_ours(raw):
            return None
        raw = met.as_utf8(raw, file, findings)
        text, bad = frontmatter.decode(raw)
        if bad is not None:
            findings.append(frontmatter.bad_encoding(file, raw, bad))
        findings.extend(met.controls(raw, file))
        files.note(file, damage(raw))
        return _parsed(file, text.removeprefix("\ufeff"), findings)
    except psych.YamlError as error:
        findings.append(
            Finding(code="data.unparsable", message=error.message, file=file, line=error.line, column=error.column)
        )
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        findings.append(Finding(code="data.unparsable", message=message, file=file))
    except (ValueError, csv.Error) as error:
        findings.append(Finding(code="data.unparsable", message=str(error), file=file))
    return unread(file)


def _raw(path: Path) -> bytes:
    with open(path, "rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES:,} bytes")
    return raw


def _parsed(file: str, text: str, findings: list[Finding]) -> Reading:
    if file.endswith((".csv", ".tsv")):
        return _table(file, text, "\t" if file.endswith(".tsv") else ",", findings)
    loaded = _loaded(text)
    findings.extend(frontmatter.duplicate(twice, file, "config.duplicate-key") for twice in loaded.duplicates)
    return reading(file, loaded.value, loaded.duplicates)


def _loaded(text: str) -> psych.Loaded:
    """The YAML of `text`; where it is none only because the text is damaged, that of the repaired text."""
    try:
        return psych.load(text, max_chars=MAX_BYTES, max_values=MAX_VALUES)
    except psych.YamlError:
        mended, repairs = repaired(text)
        if not repairs:
            raise
        return psych.load(mended, max_chars=MAX_BYTES, max_values=MAX_VALUES)


def _table(file: str, text: str, delimiter: str, findings: list[Finding]) -> Reading:
    """Rows by the names of the first line; an empty cell is null and of equal names the first counts, as in Ruby's CSV.

    Cells that no name leads to are told.
    """
    csv.field_size_limit(MAX_BYTES)  # Ruby's reader has no limit on a cell; ours is that of the file
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(rows, [])
    columns = {name: at for at, name in reversed([*enumerate(header)])}
    named = set(columns.values())
    table: list[object] = []
    lost: list[int] = []
    for row in filter(None, rows):
        if len(columns) * len(table) > MAX_VALUES:
            raise ValueError(f"is a table of more than {MAX_VALUES:,} cells")
        table.append({name: (row[columns[name]] or None) if columns[name] < len(row) else None for name in header})
        if len(row) > len(columns):
            nameless = [cell for at, cell in enumerate(row) if cell and at not in named]
            lost.extend([rows.line_num] * len(nameless))
    read = reading(file, table)
    if not lost:
        return read
    message = f"{len(lost):,} cells stand in no column with a name of its own"
    findings.append(Finding(code="data.lost-cells", message=message, file=file, line=lost[0]))
    return read._replace(leaves=read.leaves + len(lost), asides=(Aside("[]", len(lost)),))
