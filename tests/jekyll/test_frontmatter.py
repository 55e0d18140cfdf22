"""Where front matter ends and what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.jekyll.frontmatter import FrontMatter, Split, decode, read, split

SPLITS = [
    (b"---\na: 1\n---\nbody\n", Split(head=b"---\na: 1\n", body=b"body\n", body_line=4)),
    (b"---\r\na: 1\r\n---\r\nbody", Split(head=b"---\r\na: 1\r\n", body=b"body", body_line=4)),
    (b"---\na: 1\n...\nbody", Split(head=b"---\na: 1\n", body=b"body", body_line=4)),
    (b"---  \na: 1\n---  \nbody", Split(head=b"---  \na: 1\n", body=b"body", body_line=4)),
    (b"---\n---\nbody", Split(head=b"---\n", body=b"body", body_line=3)),
    (b"---\na: 1\n---", Split(head=b"---\na: 1\n", body=b"", body_line=3)),
    (b"---\na: x --- y\nb: |\n  ---\n---\nz", Split(head=b"---\na: x --- y\nb: |\n  ---\n", body=b"z", body_line=6)),
    (b"---\na: 1\n----\nbody", Split(head=None, body=b"---\na: 1\n----\nbody", body_line=1, unclosed=True)),
    (b"---x\na: 1\n---\n", Split(head=None, body=b"---x\na: 1\n---\n", body_line=1)),
    (b"\n---\na: 1\n---\n", Split(head=None, body=b"\n---\na: 1\n---\n", body_line=1)),
    (b"", Split(head=None, body=b"", body_line=1)),
]


@pytest.mark.parametrize(("raw", "cut"), SPLITS)
def test_split(raw: bytes, cut: Split) -> None:
    assert split(raw) == cut


@given(st.lists(st.sampled_from([b"---", b"...", b"\n", b"\r\n", b" ", b"a: 1", b"x", b"\xff", b"----"])).map(b"".join))
def test_no_byte_is_lost(raw: bytes) -> None:
    cut = split(raw)
    head = cut.head or b""
    fence = raw[len(head) : len(raw) - len(cut.body)]
    assert head + fence + cut.body == raw
    assert fence.strip() in ((b"---", b"...") if cut.head is not None else (b"",))
    assert cut.body_line == raw.count(b"\n", 0, len(raw) - len(cut.body)) + 1


def test_values() -> None:
    assert read(b"---\ntitle: A\ntags: [x, y]\n", "a.md") == FrontMatter(
        data={"title": "A", "tags": ["x", "y"]}, ok=True
    )


@pytest.mark.parametrize("head", [None, b"---\n", b"---\nfalse\n", b"---\n# only a comment\n"])
def test_nothing_in_it(head: bytes | None) -> None:
    assert read(head, "a.md") == FrontMatter(data={}, ok=True)


ODD = [
    (b"---\na: [1\n", "front-matter.unparsable", False, {}),
    (b"---\n- a\n", "front-matter.not-a-map", False, {}),
    (b"---\njust words\n", "front-matter.not-a-map", False, {}),
    (b"---\na: 1\na: 2\n", "front-matter.duplicate-key", True, {"a": 2}),
    (b"---\na: caf\xe9\n", "encoding.invalid-utf8", True, {"a": "caf\u00e9"}),
]


@pytest.mark.parametrize(("head", "code", "ok", "data"), ODD)
def test_what_is_told(head: bytes, code: str, ok: bool, data: dict[str, object]) -> None:
    matter = read(head, "a.md")
    assert (matter.data, matter.ok, [finding.code for finding in matter.findings]) == (data, ok, [code])


@given(st.binary(max_size=60))
def test_any_head_is_read_or_told(head: bytes) -> None:
    matter = read(b"---\n" + head, "a.md")
    assert matter.ok or matter.findings


@given(st.binary(max_size=40))
def test_decode_says_where_utf8_ends(raw: bytes) -> None:
    text, at = decode(raw)
    assert text.encode() == raw if at is None else raw[:at].decode() == text[: len(raw[:at].decode())]
