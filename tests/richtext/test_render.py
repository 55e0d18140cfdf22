"""`render` in a mapping: which forms there are, how a version is said, what is told, and every fault of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from migrate.errors import MappingError
from migrate.mapping import load_mapping
from migrate.mapping.rules import Note

MAPPING = """mapping: 1
exporter: json
types:
  - name: page
    otherwise: true
    fields:
      content: {rule}
"""
BODY = {"html": "<p>Hi [name]</p>\n<details><summary>S</summary>x</details>", "text": "", "format": "html"}
PARAGRAPH = "<!-- wp:paragraph -->\n<p>Hi &#91;name]</p>\n<!-- /wp:paragraph -->"
DETAILS = (
    '<!-- wp:details -->\n<details class="wp-block-details"><summary>S</summary><!-- wp:paragraph -->\n<p>x</p>\n'
    "<!-- /wp:paragraph --></details>\n<!-- /wp:details -->"
)
AS_HTML = "<!-- wp:html -->\n<details><summary>S</summary>x</details>\n<!-- /wp:html -->"
SECTION = (
    '<!-- wp:group {"className":"hero"} -->\n<div class="wp-block-group hero"><!-- wp:heading -->\n'
    '<h2 class="wp-block-heading">T</h2>\n<!-- /wp:heading --></div>\n<!-- /wp:group -->'
)
UID = "2056a0971d497d994892ca6da1af9932"
OWN: dict[str, Any] = {
    "blocks": {"a": {"@type": "title"}, "b": {"@type": "image", "url": f"../resolveuid/{UID}", "val": UID}},
    "blocks_layout": {"items": ["a", "b"]},
}
CLASSIC_SECTION = '<div class="wp-block-group hero"><h2 class="wp-block-heading">T</h2></div>'


def made(tmp_path: Path, rule: str, fields: dict[str, Any]) -> tuple[object, list[Note]]:
    path = tmp_path / "m.yml"
    path.write_text(MAPPING.replace("{rule}", rule))
    (record,) = load_mapping(path).taken({"kind": "page", **fields}).records
    return record.values["content"], list(record.notes)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{render: gutenberg}", f"{PARAGRAPH}\n\n{AS_HTML}"),
        ("{render: {as: gutenberg}}", f"{PARAGRAPH}\n\n{AS_HTML}"),
        ("{render: {as: gutenberg, target_version: '6.3'}}", f"{PARAGRAPH}\n\n{DETAILS}"),
        ("{render: {as: gutenberg, target_version: 6.10}}", f"{PARAGRAPH}\n\n{DETAILS}"),
        ("{render: {as: gutenberg, target_version: 7}}", f"{PARAGRAPH}\n\n{DETAILS}"),
        ("{from: sections, render: gutenberg}", SECTION),
        ("{expr: '[body, sections]', render: gutenberg}", f"{PARAGRAPH}\n\n{AS_HTML}\n\n{SECTION}"),
        ("{render: classic}", "<p>Hi &#91;name]</p>\n<details><summary>S</summary>x</details>"),
        ("{from: sections, render: classic}", CLASSIC_SECTION),
        ("{render: html}", BODY["html"]),
        ("{render: text}", "Hi [name] S x"),
    ],
)  # fmt: skip
def test_render(tmp_path: Path, rule: str, expected: str) -> None:
    assert made(tmp_path, rule, {"body": BODY, "sections": [{"hero": {"title": "T"}}]})[0] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{render: volto}", [("slate", "Hi [name]"), ("html", None)]),
        ("{from: sections, render: {as: volto}}", [("slate", "T")]),
        ("{expr: '[sections, body]', render: volto}", [("slate", "T"), ("slate", "Hi [name]"), ("html", None)]),
    ],
)
def test_blocks_of_volto(tmp_path: Path, rule: str, expected: list[tuple[str, str | None]]) -> None:
    value, _ = made(tmp_path, rule, {"body": BODY, "sections": [{"hero": {"title": "T"}}]})
    assert isinstance(value, dict)
    blocks = [value["blocks"][id] for id in value["blocks_layout"]["items"]]
    assert [(block["@type"], block.get("plaintext")) for block in blocks] == expected


@pytest.mark.parametrize("rule", ["{render: volto}", "{expr: '[sections, body]', render: volto}"])
def test_a_body_keeps_its_own_blocks_of_volto(tmp_path: Path, rule: str) -> None:
    links = [{"href": "/boat", "target": f"asset:{UID}", "status": "ok", "field": "body"}]
    fields = {"body": {"html": "<p>x</p>", "text": json.dumps(OWN), "format": "volto"}, "sections": [], "links": links}
    image = {**OWN["blocks"]["b"], "url": f"asset:{UID}"}
    assert made(tmp_path, rule, fields) == ({**OWN, "blocks": {**OWN["blocks"], "b": image}}, [])


@pytest.mark.parametrize("text", ["{", '{"blocks": {}}'])
def test_blocks_that_cannot_be_read_are_taken_from_the_html(tmp_path: Path, text: str) -> None:
    value, _ = made(tmp_path, "{render: volto}", {"body": {"html": "<p>x</p>", "text": text, "format": "volto"}})
    assert isinstance(value, dict)
    assert [block["plaintext"] for block in value["blocks"].values()] == ["x"]


def test_no_body_is_null(tmp_path: Path) -> None:
    for body in (None, {"html": None, "text": "a {}", "format": "css"}):
        for form in ("gutenberg", "classic", "volto"):
            assert made(tmp_path, f"{{render: {form}}}", {"body": body}) == (None, [])


def test_what_is_told(tmp_path: Path) -> None:
    _, notes = made(tmp_path, "{render: gutenberg}", {"body": {**BODY, "html": "<p style='color:red'>a</p><dl></dl>"}})
    place = "(rule at m.yml:7:16)"
    assert [(note.code, note.message.replace(f"{tmp_path}/", "")) for note in notes] == [
        ("render.html-block", f"kept as HTML for want of a block: `dl` {place}"),
        ("render.look", f"no place in a block for: `style` {place}"),
    ]


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("{render: gutenburg}", "7:25: a body cannot be rendered as `gutenburg`; did you mean `gutenberg`?"),
        ("{render: {as: gutenburg}}", "7:30: a body cannot be rendered as `gutenburg`; did you mean `gutenberg`?"),
        (
            "{render: {target_version: 6.1}}",
            "7:25: `render` needs `as`, the form of the target; write `{as: gutenberg}`",
        ),
        (
            "{render: {as: gutenberg, target_version: 5.9}}",
            "7:57: `target_version`: `gutenberg` is for versions from 6.1 on; write '6.1' or a later one",
        ),
        (
            "{render: {as: gutenberg, target_version: new}}",
            "7:57: `target_version`: `new` is no version; write one such as '6.5'",
        ),
        (
            "{render: {as: html, target_version: 6.1}}",
            "7:52: `target_version`: `html` is the same for all versions; leave `target_version` out",
        ),
        (
            "{render: {as: volto, target_version: 19}}",
            "7:53: `target_version`: `volto` is the same for all versions; leave `target_version` out",
        ),
        ("{render: {as: html, version: 6.1}}", "7:36: `render` has no key `version`; did you mean `target_version`?"),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, rule: str, fault: str) -> None:
    path = tmp_path / "m.yml"
    path.write_text(MAPPING.replace("{rule}", rule))
    with pytest.raises(MappingError) as caught:
        load_mapping(path)
    assert str(caught.value).replace(f"{tmp_path}/", "") == f"m.yml:{fault}"
