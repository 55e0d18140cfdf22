"""The `_data` folder as Jekyll's DataReader reads it: YAML, JSON, CSV and TSV files by cleaned name, folders nested."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.jekyll import frontmatter, psych

EXTENSIONS = (".yaml", ".yml", ".json", ".csv", ".tsv")
MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 32
_DROPPED = re.compile(r"[^\w\s-]+|(?:(?<=^)|(?<=\b\s))\s+(?=$|\s?\b)", re.ASCII)
_SPACES = re.compile(r"\s+", re.ASCII)


def read_data(root: Path, folder: str, findings: list[Finding]) -> dict[str, object]:
    """The values of `folder` below `root`. A file that cannot be read is told and left out."""
    return _folder(root, folder.strip("/"), findings, MAX_DEPTH)


def _folder(root: Path, folder: str, findings: list[Finding], depth: int) -> dict[str, object]:
    """Jekyll's order: first the files by kind of ending, then the folders; the later of two names wins."""
    data: dict[str, object] = {}
    names = _names(root, folder)
    for extension in EXTENSIONS:
        for name in names:
            if name.endswith(extension):
                read = _file(root, f"{folder}/{name}", findings)
                if read is not None:
                    data[clean_key(os.path.splitext(name)[0])] = read
    for name in names:
        if depth and (root / folder / name).is_dir():
            data[clean_key(name)] = _folder(root, f"{folder}/{name}", findings, depth - 1)
    return data


def clean_key(name: str) -> str:
    """`DataReader#sanitize_filename`: Ruby's `\\w` is ASCII."""
    return _SPACES.sub("_", _DROPPED.sub("", name))


def _names(root: Path, folder: str) -> list[str]:
    base = root / folder
    if not base.is_dir() or not base.resolve().is_relative_to(root.resolve()):
        return []
    try:
        return sorted(name for name in os.listdir(base) if not name.startswith("."))
    except OSError:
        return []


def _file(root: Path, file: str, findings: list[Finding]) -> object:
    path = root / file
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(root.resolve()):
        findings.append(Finding(code="source.symlink-outside", message="the link leads out of the site", file=file))
        return None
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"is larger than {MAX_BYTES:,} bytes")
        text, bad = frontmatter.decode(path.read_bytes())
        if bad is not None:
            findings.append(frontmatter.bad_encoding(file, path.read_bytes(), bad))
        return _parsed(file, text.removeprefix("\ufeff"), findings)
    except psych.YamlError as error:
        findings.append(
            Finding(code="data.unparsable", message=error.message, file=file, line=error.line, column=error.column)
        )
    except (OSError, ValueError, csv.Error) as error:
        findings.append(Finding(code="data.unparsable", message=str(error), file=file))
    return None


def _parsed(file: str, text: str, findings: list[Finding]) -> object:
    if file.endswith((".csv", ".tsv")):
        return _table(text, "\t" if file.endswith(".tsv") else ",")
    loaded = psych.load(text, max_chars=MAX_BYTES, max_values=2_000_000)
    findings.extend(frontmatter.duplicate(twice, file, "config.duplicate-key") for twice in loaded.duplicates)
    return loaded.value


def _table(text: str, delimiter: str) -> list[object]:
    """Rows by the names of the first line; an empty cell is null, as Ruby's CSV has it."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(rows, [])
    return [
        {name: (row[at] or None) if at < len(row) else None for at, name in enumerate(header)} for row in rows if row
    ]
