"""The `_data` folder as Jekyll's DataReader reads it: YAML, JSON, CSV and TSV files by cleaned name, folders nested."""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from collections import Counter
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.jekyll import frontmatter, psych
from migrate.jekyll.paths import inside, resolved
from migrate.ours import is_ours

EXTENSIONS = (".yaml", ".yml", ".json", ".csv", ".tsv")
MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 32
MAX_LINKS = 20
_DROPPED = re.compile(r"[^\w\s-]+|(?:(?<=^)|(?<=\b\s))\s+(?=$|\s?\b)", re.ASCII)
_SPACES = re.compile(r"\s+", re.ASCII)


def read_data(root: Path, folder: str, findings: list[Finding]) -> dict[str, object]:
    """The values of `folder` below `root`. A file that cannot be read is told and left out."""
    folder = folder.strip("/")
    if not os.path.isdir(root / folder) or not _may_enter(root, folder, findings, ()):
        return {}
    return _folder(root, folder, findings, (os.path.realpath(root / folder),), Counter())


def _folder(
    root: Path, folder: str, findings: list[Finding], above: tuple[str, ...], entered: Counter[str]
) -> dict[str, object]:
    """Jekyll's order: first the files by kind of ending, then the folders; the later of two names wins.

    `above` are the real folders on the way here, `entered` says how often each was: links could multiply without end.
    """
    data: dict[str, object] = {}
    names = _names(root, folder, findings)
    for extension in EXTENSIONS:
        for name in names:
            if name.endswith(extension):
                read = _file(root, f"{folder}/{name}", findings)
                if read is not None:
                    data[clean_key(os.path.splitext(name)[0])] = read
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
            data[clean_key(name)] = _folder(root, inner, findings, (*above, real), entered)
    return data


def _may_enter(root: Path, folder: str, findings: list[Finding], above: tuple[str, ...]) -> bool:
    """Whether `folder` lies in the site and not in a circle; told where it does."""
    if not inside(root, root / folder):
        findings.append(Finding(code="source.symlink-outside", message="it leads out of the site", file=folder))
        return False
    if resolved(root / folder) in above:
        message = "the link leads to a folder that holds it"
        findings.append(Finding(code="source.symlink-loop", message=message, file=folder))
        return False
    return True


def clean_key(name: str) -> str:
    """`DataReader#sanitize_filename`: Ruby's `\\w` is ASCII."""
    return _SPACES.sub("_", _DROPPED.sub("", name))


def _names(root: Path, folder: str, findings: list[Finding]) -> list[str]:
    try:
        return sorted(name for name in os.listdir(root / folder) if not name.startswith("."))
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror})"
        findings.append(Finding(code="source.unreadable", message=message, file=folder))
        return []


def _file(root: Path, file: str, findings: list[Finding]) -> object:
    path = root / file
    if os.path.isdir(path):
        return None
    if not inside(root, path):
        findings.append(Finding(code="source.symlink-outside", message="the link leads out of the site", file=file))
        return None
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            findings.append(Finding(code="source.special-file", message="is a pipe, socket or device", file=file))
            return None
        raw = _raw(path)
        if is_ours(raw):
            return None
        text, bad = frontmatter.decode(raw)
        if bad is not None:
            findings.append(frontmatter.bad_encoding(file, raw, bad))
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
    return None


def _raw(path: Path) -> bytes:
    with open(path, "rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES:,} bytes")
    return raw


def _parsed(file: str, text: str, findings: list[Finding]) -> object:
    if file.endswith((".csv", ".tsv")):
        return _table(text, "\t" if file.endswith(".tsv") else ",")
    loaded = psych.load(text, max_chars=MAX_BYTES, max_values=2_000_000)
    findings.extend(frontmatter.duplicate(twice, file, "config.duplicate-key") for twice in loaded.duplicates)
    return loaded.value


def _table(text: str, delimiter: str) -> list[object]:
    """Rows by the names of the first line; an empty cell is null, as Ruby's CSV has it."""
    csv.field_size_limit(MAX_BYTES)  # Ruby's reader has no limit on a cell; ours is that of the file
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(rows, [])
    return [
        {name: (row[at] or None) if at < len(row) else None for at, name in enumerate(header)} for row in rows if row
    ]
