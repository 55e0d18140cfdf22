"""A shipped mapping that is changed anywhere fails one of its own tests, or makes other records of the fixture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from migrate import pipeline
from migrate.errors import MappingError
from migrate.exporters.json import encoded
from migrate.interfaces import ReadOptions, Source
from migrate.mapping import Mapping, load_mapping
from migrate.mapping.examples import failures
from migrate.mapping.shelf import names, shipped
from tests.conftest import GOLDENS, PROJECT
from tests.mapping.mutants import mutants

WANTED = 0.9
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def fixture_site() -> Source:
    options = ReadOptions(now=NOW, drafts=True)
    return pipeline.open_source(PROJECT / "fixtures" / "isomer-mini", "auto", options)


def records(mapping: Mapping, source: Source) -> list[bytes]:
    """What the goldens are made of: every record of the fixture site."""
    rules = pipeline.for_site(mapping, source.site)
    return list(_records(rules, source))


def _records(rules: Mapping, source: Source) -> Iterator[bytes]:
    for kind, fields in pipeline.things_of(source, rules):
        taken = rules.taken(fields, kind)
        yield encoded([taken.by.name if taken.by else None, [[one.type.name, one.values] for one in taken.records]])
        yield from (encoded([list(note) for note in one.notes]) for one in taken.records)


def _name(golden: Path) -> str:
    """The mapping that a golden was written by: `isomer-mini.hugo.txt` by hugo."""
    return golden.name.removeprefix("isomer-mini.").rpartition(".")[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_changes_are_noticed(
    name: str, tmp_path: Path, fixture_site: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "m.yml"
    whole = yaml.safe_load(shipped(name).read_bytes())
    has_golden = name == "json" or name in {_name(golden) for golden in GOLDENS.iterdir()}
    expected = records(load_mapping(shipped(name)), fixture_site) if has_golden else []
    alive: list[str] = []
    tried = 0
    for mutant in mutants(whole):
        path.write_text(yaml.safe_dump(mutant.document, sort_keys=False))
        try:
            mapping = load_mapping(path)
        except MappingError:
            continue  # the change is a fault of its own, and nobody can run it
        tried += 1
        if next(failures(mapping), None) is None and (not has_golden or records(mapping, fixture_site) == expected):
            alive.append(mutant.what)
    with capsys.disabled():
        print(f"\n{name}: {tried - len(alive)} of {tried} changes are noticed; not: {alive}")
    assert tried
    assert len(alive) <= tried * (1 - WANTED)
