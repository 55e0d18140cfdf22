"""Mapping files of every wrong kind: all faults at once, each with its place, and never another error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.errors import MappingError
from migrate.mapping import load_mapping
from tests.conftest import SiteMaker
from tests.hostile.sites import PAGE, orderly
from tests.hostile.test_config import BOMB

BASE = "mapping: 1\nname: json\ntypes:\n- name: p\n  otherwise: true\n  fields:\n    a: {%s}\n"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (b"", [":1:1: the file is empty; write `mapping: 1` and `types`"]),
        (b"a: b\nc: \xff\n", [":2:4: is not UTF-8; save the file as UTF-8"]),
        (b"a: [\n", [":1:4: the `[` that opens here is not closed; write `]` where it ends"]),
        (b"[" * 100_000, [":1:51: is nested deeper than 50 levels; this is no mapping file"]),
        (b"#" * (1024 * 1024 + 1), [": is larger than 1,048,576 bytes; this is no mapping file"]),
        (b"a: 1\nb: \x1b\n", [":2:4: U+001B is not allowed in YAML; remove it"]),
        (b"a: *b\n", [":1:4: there is no anchor `&b` before this; write one, or the value itself"]),
        (
            b"mapping: 1\ntypes: &t [*t]\n",
            [": is nested deeper than 50 levels, each alias written out; this is no mapping file"],
        ),
        (
            (BASE % "from: titel").encode(),
            [":7:15: a page has no field `titel`; did you mean `title`? for a key of front matter write `meta.titel`"],
        ),
        ((BASE % "form: title").encode(), [":7:9: the field `a` has no key `form`; did you mean `from`?"]),
        ((BASE % "value: !!bool foo").encode(), [":7:16: 'foo' cannot be read as a value; put it in quotes"]),
        ((BASE % "value: !!binary aGk=").encode(), [":7:16: 'aGk=' cannot be read as a value; put it in quotes"]),
        ((BASE % "value: .nan").encode(), [":7:16: '.nan' cannot be read as a value; put it in quotes"]),
        (
            (BASE % "value: !!python/object/apply:os.system x").encode(),
            [":7:16: 'x' cannot be read as a value; put it in quotes"],
        ),
    ],
    ids=range(14),
)
def test_a_wrong_mapping(make_site: SiteMaker, tmp_path: Path, text: bytes, messages: list[str]) -> None:
    path = tmp_path / "m.yml"
    path.write_bytes(text)
    done = orderly("export", str(make_site({"a.md": PAGE})), "--to", "json", "--out", "-", "--mapping", str(path))
    assert (done.code, done.out) == (3, "")
    lines = done.err.removeprefix("ssi-migrate: ").splitlines()
    for message in messages:
        assert f"{path}{message}" in lines


def test_a_bomb_of_aliases_and_faults_without_end(tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    for text in (BOMB, "".join(f"key{number}: x\n" for number in range(20_000))):
        path.write_text(text)
        with pytest.raises(MappingError) as stopped:
            load_mapping(path)
        assert str(stopped.value).count("\n") <= 50


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.yml", "cannot be read (No such file or directory); name a mapping file"),
        (".", "cannot be read (Is a directory); name a mapping file"),
    ],
)
def test_a_mapping_that_is_no_file(make_site: SiteMaker, tmp_path: Path, name: str, message: str) -> None:
    path = str(tmp_path / name)
    done = orderly("export", str(make_site({"a.md": PAGE})), "--to", "json", "--mapping", path)
    assert (done.code, done.err) == (3, f"ssi-migrate: {path}: {message}\n")


_WORDS = [
    "mapping", "name", "exporter", "types", "when", "otherwise", "fields", "from", "value", "default", "title", "1",
    "!!bool", "!!timestamp", "!!int", "!!float", "!!set", "!!omap", "!x", "&a", "*a", "<<", "~", ".nan", "2020-99-99",
    "0x", "1_", "9" * 5000, '"', "'", "|", ">", "- ", ": ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", "? ", "#",
    "---\n", "...\n", "%YAML 1.1\n", "\t", "\x00", "\x1b", "\ufeff", "é",
]  # fmt: skip
_VALUES = st.recursive(
    st.sampled_from(_WORDS) | st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=4),
    max_leaves=12,
)
_SCALARS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(_WORDS), max_size=25).map("".join).map(str.encode)
    | st.binary(max_size=60)
    | _VALUES.map(repr).map(lambda text: text.encode("utf-8", "replace"))
    | _SCALARS.map(lambda text: (BASE % f"value: {text}").encode())
    | _SCALARS.map(lambda text: (BASE % f"from: {text}").encode())
)
def test_a_mapping_file_raises_nothing_but_its_own_error(tmp_path_factory: pytest.TempPathFactory, text: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile-mapping.yml"
    path.write_bytes(text)
    for line in _faults(path):
        assert re.match(rf"{re.escape(str(path))}(:\d+){{0,2}}: |… ", line)


def _faults(path: Path) -> list[str]:
    try:
        load_mapping(path)
    except MappingError as error:
        return str(error).split("\n")
    return []
