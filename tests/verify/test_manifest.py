"""What should arrive: its document, written and read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.errors import SourceError
from migrate.verify import shapes
from migrate.verify.manifest import Item, checked, content_sha256, files, manifest, read, slashed, text_sha256
from tests.verify.fake import item

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
SLUGS = st.lists(TEXT, max_size=3).map(tuple)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    ids = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
    return [
        Item(
            id=id_,
            type=draw(TEXT),
            path=draw(st.none() | TEXT.map(slashed)),
            parent=draw(st.none() | st.sampled_from(ids)),
            status=draw(TEXT),
            date=draw(TEXT),
            title=draw(TEXT),
            terms=draw(st.dictionaries(TEXT, SLUGS, max_size=2)),
            content_sha256=draw(TEXT),
            text_sha256=draw(TEXT),
        )
        for id_ in ids
    ]


@given(items(), st.dictionaries(TEXT, TEXT, max_size=3))
def test_what_is_written_is_read(them: list[Item], addresses: dict[str, str]) -> None:
    document = shapes.as_row(shapes.parsed(b"".join(manifest(them, addresses))), "it")
    assert (checked(document), files(document)) == (tuple(them), addresses)


def test_the_document() -> None:
    """The keys and their order, an item on a line."""
    one = item("a", parent="b.md", terms={"category": ("news", "x")}, content_sha256="c", text_sha256="t")
    written = b"".join(manifest([one, item("b", content_sha256="c", text_sha256="t")])).decode()
    assert written == (
        '{"items": [\n'
        '{"id":"a.md","type":"page","path":"/a/","parent":"b.md","status":"publish","date":"2020-01-02 03:04:05",'
        '"title":"a","content_sha256":"c","text_sha256":"t","terms":{"category":["news","x"]}},\n'
        '{"id":"b.md","type":"page","path":"/b/","parent":null,"status":"publish","date":"2020-01-02 03:04:05",'
        '"title":"b","content_sha256":"c","text_sha256":"t","terms":{}}\n'
        "]}\n"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a  b\n</p>", "<div>a b</div>"),
        ("<p>a</p><p>b</p>", "a b"),
        ("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", "a"),
        ("<p>e\u0301</p>", "<p>\u00e9</p>"),
        ("<p>a&nbsp;b</p>", "a b"),
        ("a<script>b</script>", "a"),
    ],
)
def test_texts_that_a_reader_sees_as_one(one: str, other: str) -> None:
    assert text_sha256(one) == text_sha256(other)
    assert content_sha256(one) != content_sha256(other)


def test_digests() -> None:
    assert content_sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_sha256("<p>é</p>") == content_sha256("é")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "it is not JSON"),
        ("[]", "it is a list, not an object"),
        ("{}", "items is missing, not a list"),
        ('{"items": []}', "it names nothing that could be looked for"),
        ('{"items": [1]}', "items[0] is a number, not an object"),
        ('{"items": [{"id": 1}]}', "items[0].id is a number, not text"),
        ("[" * 2_000, "it is not JSON"),
        ('{"items": ' + "[" * 2_000_001, "it has more than 2,000,000 arrays and objects"),
    ],
)
def test_what_is_no_manifest(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content)
    with pytest.raises(SourceError) as raised:
        read(path)
    assert str(raised.value).startswith(f"{path}: is no manifest: {fault}")
    assert str(raised.value).endswith("; give the manifest.json of an export")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": "b.md"}, "items[1].id `b.md` stands twice"),
        ({"parent": "c.md"}, "the parent `c.md` of `a.md` is no item"),
        ({"path": 1}, "items[0].path is a number, not text"),
        ({"title": None}, "items[0].title is missing, not text"),
        ({"terms": []}, "items[0].terms is a list, not an object"),
        ({"terms": {"category": "news"}}, "items[0].terms.category is not a list of texts"),
    ],
)
def test_items_that_cannot_be(changes: dict[str, object], fault: str) -> None:
    rows = [{**json.loads(b"".join(manifest([item("a")])))["items"][0], **changes}]
    rows += json.loads(b"".join(manifest([item("b")])))["items"]
    with pytest.raises(shapes.ShapeError) as raised:
        checked({"items": rows})
    assert str(raised.value) == fault


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read \\(No such file or directory\\); name the manifest"):
        read(tmp_path / "manifest.json")
