"""Real Jekyll's answer about a site, and the differences from ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrate.jekyll.rows import row
from migrate.jekyll.site import read_site
from tests.conftest import ORACLES

DUMP = ORACLES / "oracles" / "jekyll" / "dump.rb"
ASKER = Path(__file__).with_name("many_sites.rb")

Row = dict[str, object]
Place = tuple[str, str, str]


def ask(sites: Sequence[Path], out: Path, *, drafts: bool) -> list[list[Row] | None]:
    """The rows of each site; None where Jekyll refuses to build it. Skips the test where Jekyll cannot be asked."""
    for missing in (f"the program {name} is missing" for name in ("ruby", "jekyll") if not shutil.which(name)):
        pytest.skip(f"{missing}: real Jekyll was not asked")
    if not DUMP.is_file():
        pytest.skip(f"no {DUMP}: real Jekyll was not asked (set SSI_ORACLES)")
    options = ["--drafts"] if drafts else []
    folders = "".join(f"{site.resolve()}\0" for site in sites)
    subprocess.run(["ruby", ASKER, out, DUMP, *options], input=folders.encode(), check=True)
    answers = [out / f"{number}.jsonl" for number in range(len(sites))]
    return [_rows(answer.read_text("utf-8")) if answer.is_file() else None for answer in answers]


def _rows(text: str) -> list[Row]:
    return [json.loads(line) for line in text.split("\n") if line]


def ours(site: Path, *, drafts: bool) -> list[Row]:
    """What `inspect` prints."""
    items = read_site(site, now=datetime.now(UTC), drafts=drafts).items
    return _rows("\n".join(json.dumps(row(item)) for item in items))


def differences(theirs: Sequence[Row], own: Sequence[Row]) -> list[str]:
    """One line for every row and key that differs.

    Where Jekyll cannot build an address it gives none, and no `published`: we have the default one and say so.
    """
    expected, found = _by_place(theirs), _by_place(own)
    told = []
    for place in sorted({*expected, *found}):
        if len(expected[place]) != len(found[place]):
            told.append(f"{place}: {len(expected[place])} rows of Jekyll, {len(found[place])} of ours")
        for one, two in zip(expected[place], found[place], strict=False):
            keys = ("position", "data", "url", "published") if "url" in one else ("position", "data")
            told += [
                f"{place} {key}: {one[key]!r} of Jekyll, {two[key]!r} of ours" for key in keys if one[key] != two[key]
            ]
    return told


def _by_place(rows: Sequence[Row]) -> defaultdict[Place, list[Row]]:
    """A file can be several rows: as a page and as a document of a collection."""
    places: defaultdict[Place, list[Row]] = defaultdict(list)
    for one in rows:
        places[str(one["path"]), str(one["kind"]), str(one["collection"])].append(one)
    return places
