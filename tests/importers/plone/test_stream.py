"""The elements of a JSON file, one by one."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.importers.plone import stream
from migrate.importers.plone.stream import Raw, depth, elements

VALUES = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def found(text: bytes) -> list[Raw]:
    return list(elements(io.BytesIO(text)))


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        (b"", []),
        (b" \n[ ]\n", []),
        (b'\xef\xbb\xbf[{"a": 1}]', [Raw(4, 1, b'{"a": 1}', 1)]),
        (b'[\n{"a": "]}\\""},\n{"b": [1, {}]}\n]', [Raw(2, 2, b'{"a": "]}\\""}', 1), Raw(17, 3, b'{"b": [1, {}]}', 3)]),
        (b'{"a": 1}\n', [Raw(0, 1, b'{"a": 1}', 1)]),
        (b"[1, {}, null]", [Raw(1, 1, b"1, ", 0), Raw(4, 1, b"{}", 1), Raw(6, 1, b", null", 0)]),
        (b'[{}, {"a": [', [Raw(1, 1, b"{}", 1), Raw(5, 1, b'{"a": [', 0, cut=True)]),
        (b'[{"a": "x', [Raw(1, 1, b'{"a": "x', 0, cut=True)]),
        (b'{"a": "x', [Raw(0, 1, b'{"a": "x', 0, cut=True)]),
        (b"[\n{},\n{}", [Raw(2, 2, b"{}", 1), Raw(6, 3, b"{}", 1), Raw(8, 3, b"", 0, cut=True)]),
        (b"[\n{},\n", [Raw(2, 2, b"{}", 1), Raw(4, 2, b",\n", 0, cut=True)]),
        (b"[{}] x", [Raw(1, 1, b"{}", 1), Raw(4, 1, b" x", 0)]),
        (b"x [{}]", [Raw(0, 1, b"x ", 0), Raw(3, 1, b"{}", 1)]),
        (b"junk", [Raw(0, 1, b"junk", 0)]),
    ],
)
def test_elements(text: bytes, raws: list[Raw]) -> None:
    assert found(text) == raws


@given(st.lists(st.dictionaries(st.text(), VALUES)), st.sampled_from((None, 0, 2)), st.booleans(), st.integers(1, 30))
def test_every_object_of_a_list_comes_by(values: list[Any], indent: int | None, ascii: bool, chunk: int) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=ascii).encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "CHUNK", chunk)
        raws = found(text)
    assert [json.loads(raw.text) for raw in raws] == values
    assert [text[raw.offset : raw.offset + len(raw.text)] for raw in raws] == [raw.text for raw in raws]
    assert [raw.line for raw in raws] == [1 + text.count(b"\n", 0, raw.offset) for raw in raws]
    assert [raw.depth for raw in raws] == [depth(raw.text) for raw in raws]


def test_a_large_list_is_not_kept() -> None:
    """What was given is let go of: no more than some chunks are at hand."""
    one = json.dumps({"a": "x" * 1000}).encode()
    window = stream._Window(io.BytesIO(b"[" + b",".join([one] * 3000) + b"]"))
    most = 0
    for _ in stream._elements(window, window.bracket()[0], outer=1):  # type: ignore[index]
        most = max(most, len(window._data))
    assert most <= 3 * stream.CHUNK
