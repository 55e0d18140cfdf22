"""`fixtures/isomer-odd`, everything wrong once: which findings each file has, and what the links of each page lead to.

Each page or file is called by what is odd about it. The goldens hold the whole output; here a change is seen page by
page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, TypedDict, get_args

import pytest

from migrate.model import Fate, LinkStatus
from tests.conftest import PROJECT
from tests.run import run


class Finding(TypedDict):
    code: str
    file: str | None
    line: int | None
    message: str


class Odd(NamedTuple):
    """The findings in the order of places, the statuses of each page's or file's links, and the fates of fields."""

    findings: Sequence[Finding]
    links: dict[str, list[str]]
    fates: set[str]


@cache
def odd() -> Odd:
    site = PROJECT / "fixtures" / "isomer-odd"
    done = run("export", str(site), "--to", "json", "--out", "-", "--drafts", "--quiet", "--fail-on", "never")
    assert done.code == 0, done.err
    document = json.loads(done.out)
    links = {page["id"]: [link["status"] for link in page["links"]] for page in document["pages"]}
    for link in document["links"]:
        links.setdefault(link["source"]["file"], []).append(link["status"])
    return Odd(document["findings"], links, {tally["fate"] for tally in document["accounting"]["keys"]})


FOUND: dict[str, str] = {
    "": "asset.unused",
    "_config.yml": (
        "config.collection-folder config.collection-folder config.limit-posts config.timezone config.value "
        "isomer.order-missing isomer.resource-room config.duplicate-key:2 link.broken:17"
    ),
    "_data/control-that-yaml-refuses.yml": "encoding.control:1 data.unparsable:1",
    "_data/control.csv": "encoding.control:2",
    "_data/duplicate-key.yml": "config.duplicate-key:2",
    "_data/footer.yml": "link.broken:1 link.anchor-missing:2 link.case:9 link.broken:10",
    "_data/latin-1.csv": "encoding.invalid-utf8:2",
    "_data/links.yml": "link.broken:2 link.case:3",
    "_data/lost-cells.csv": "data.lost-cells:2",
    "_data/mojibake.yml": "encoding.mojibake:1",
    "_data/navigation.yml": (
        "isomer.navigation isomer.navigation isomer.navigation isomer.navigation link.broken:1 link.broken:10 "
        "link.case:12 link.unpublished:14 link.schemeless:26 link.staging:28"
    ),
    "_data/same-name.yml": "data.hidden",
    "_data/unparsable.yml": "data.unparsable:2",
    "_data/utf-16.yml": "encoding.other:1",
    "_guides/Using the reading lamp.md": "source.hidden-content",
    "_lists/Reading list.md": "source.hidden-content",
    "_lists/collection.yml": "config.not-a-map:1",
    "_redirects": "redirect.invalid:9 redirect.invalid:10",
    "_shelves/.hidden.md": "source.hidden-content",
    "_shelves/No permalink.md": "isomer.order-unlisted",
    "_shelves/Not in the order.md": "isomer.order-unlisted",
    "_shelves/categories-are-a-number.md": "front-matter.value isomer.order-unlisted",
    "_shelves/collection.yml": "isomer.order-duplicate isomer.order-missing",
    "_shelves/null-over-a-default.md": "isomer.order-unlisted",
    "_shelves/permalink-with-an-unknown-part.md": "isomer.order-unlisted url.invalid-permalink",
    "_shelves/title-is-false.md": "isomer.order-unlisted",
    "_withdrawn/collection.yml": "isomer.collection-unpublished",
    "files/empty.pdf": "asset.empty",
    "images/_underscore.png": "asset.unpublished",
    "images/empty.png": "asset.empty",
    "images/jpeg-called.png": "asset.media-type",
    "images/lfs-pointer.png": "asset.lfs",
    "images/page-called.png": "asset.media-type",
    "images/twice-2.png": "asset.duplicate",
    "index.md": "isomer.sections isomer.sections link.broken:7 link.broken:12 link.case:22 link.schemeless:27",
    "news/_posts/2025-01-04-date-is-none.md": "date.invalid",
    "news/_posts/2025-01-32-post-day-32.md": "date.invalid",
    "news/_posts/2025-03-01-file-without-a-file.md": "isomer.no-target",
    "news/_posts/2025-03-02-link-without-a-link.md": "isomer.no-target",
    "news/_posts/2025-03-03-file-that-is-not-there.md": "link.broken:4",
    "news/_posts/2025-03-04-link-without-scheme.md": "link.schemeless:4",
    "news/_posts/2025-03-08-utf-16.md": "encoding.other:1",
    "news/_posts/2025-03-10-photo.jpg": "asset.unpublished",
    "news/_posts/2025-09019-post-typo-in-the-date.md": "source.hidden-content",
    "news/_posts/2099-01-01-post-from-the-future.md": "page.future",
    "news/_posts/picture.png": "asset.unpublished",
    "news/_posts/undated.md": "source.hidden-content",
    "pages/2025-04-01-file-misplaced-post.md": "isomer.misplaced-post",
    "pages/active/addresses.md": "active.address:5 active.address:5 active.address:6 active.address:7",
    "pages/active/handlers.md": "active.handler:5 active.handler:5 page.markdown:6",
    "pages/active/scripts.md": "active.script:5 active.script:5 active.script:9 active.script:10",
    "pages/addresses/elsewhere-without-scheme.md": "page.external",
    "pages/addresses/elsewhere.md": "page.external",
    "pages/addresses/permalink-is-a-list.md": "url.invalid-permalink",
    "pages/addresses/permalink-is-empty.md": "url.invalid-permalink",
    "pages/addresses/same-1.md": "url.collision",
    "pages/addresses/same-as-a-shelf.md": "url.collision",
    "pages/addresses/same-but-for-a-slash-1.md": "url.collision",
    "pages/addresses/same-but-for-case-1.md": "url.collision",
    "pages/contact-us.md": "link.schemeless:12 link.broken:18 link.broken:19",
    "pages/encoding/byte-order-mark.md": "front-matter.bom",
    "pages/encoding/control-characters.md": "encoding.control:5",
    "pages/encoding/mojibake-by-evidence.md": "encoding.mojibake-guessed:5",
    "pages/encoding/mojibake-in-a-body.md": "encoding.mojibake:5 encoding.mojibake-guessed:7 encoding.mojibake:9",
    "pages/encoding/mojibake-in-a-title.md": "encoding.mojibake:2 encoding.mojibake:4",
    "pages/encoding/mojibake-in-an-address.md": "encoding.mojibake:5",
    "pages/encoding/mojibake-in-other-scripts.md": "encoding.mojibake:5 encoding.mojibake:7 encoding.mojibake:9",
    "pages/encoding/mojibake-of-latin-1.md": "encoding.mojibake:5 encoding.mojibake:6",
    "pages/encoding/mojibake-that-yaml-refuses.md": "encoding.mojibake:4",
    "pages/encoding/mojibake-twice.md": "encoding.mojibake:5",
    "pages/encoding/nul.md": "encoding.nul:7",
    "pages/encoding/surrogates.md": "encoding.invalid-utf8:5",
    "pages/encoding/windows-1252.md": "encoding.invalid-utf8:2 encoding.invalid-utf8:5",
    "pages/front-matter/address-in-a-value.md": "link.case:4 link.broken:6 link.broken:11",
    "pages/front-matter/date-is-none.md": "date.invalid",
    "pages/front-matter/duplicate-key.md": "front-matter.duplicate-key:3 front-matter.duplicate-key:7",
    "pages/front-matter/not-a-map.md": "front-matter.not-a-map:1",
    "pages/front-matter/redirects-that-are-none.md": "redirect.invalid redirect.invalid",
    "pages/front-matter/sections-are-text.md": "isomer.sections",
    "pages/front-matter/title-is-a-list.md": "front-matter.value front-matter.value",
    "pages/front-matter/unclosed.md": "front-matter.unclosed",
    "pages/front-matter/unparsable.md": "front-matter.unparsable:2",
    "pages/links/anchor-missing.md": "link.anchor-missing:5 link.anchor-missing:5 link.anchor-missing:5",
    "pages/links/broken.md": (
        "link.broken:5 link.broken:5 link.broken:5 link.broken:5 link.broken:5 link.broken:5 link.broken:5 "
        "link.broken:5"
    ),
    "pages/links/case.md": "link.case:5 link.case:5 link.case:5",
    "pages/links/malformed.md": (
        "link.malformed:5 link.malformed:5 link.malformed:5 link.malformed:5 link.malformed:5 "
        "link.malformed:5 link.malformed:5"
    ),
    "pages/links/own-host.md": "link.schemeless:5",
    "pages/links/pictures-in-many-sizes.md": "link.broken:5 link.broken:5 link.broken:6 link.broken:9",
    "pages/links/redirected.md": "link.broken:5 link.broken:5",
    "pages/links/refs-of-our-own.md": "link.broken:5",
    "pages/links/relative.md": "link.broken:5",
    "pages/links/schemeless.md": "link.broken:5 link.schemeless:5 link.schemeless:5",
    "pages/links/staging.md": "link.staging:5",
    "pages/links/styles.md": "link.broken:7",
    "pages/links/the-same-again.md": "link.broken:5",
    "pages/links/unpublished.md": "link.broken:5 link.unpublished:5 link.unpublished:5 link.unpublished:5",
    "pages/links/white-space.md": "link.broken link.broken",
    "pages/links/withheld-file.md": "link.unpublished:5 link.unpublished:5",
    "pages/liquid/link-to-nothing.md": "link.broken page.liquid:5",
    "pages/liquid/missing-include.md": "link.broken page.liquid:5",
    "pages/liquid/unclosed.md": "page.liquid:7",
    "pages/liquid/unknown-filter.md": "page.liquid:5",
    "pages/liquid/unknown-tag.md": "page.liquid:7",
    "pages/markup/empty-paragraphs.md": "markup.tidied",
    "pages/markup/loose-ends.md": "page.markdown:11",
    "pages/markup/non-breaking-spaces.md": "markup.tidied",
    "pages/markup/unclosed-tags.md": "page.markdown:5",
    "pages/markup/word-class-with-a-rule.md": "markup.tidied",
    "pages/markup/word.md": "markup.tidied",
}  # fmt: skip
"""By file: each finding's code and, where it is known, its line."""

LINKS: dict[str, str] = {
    "_config.yml": "ok broken",
    "_data/footer.yml": "broken anchor-missing outside case broken",
    "_data/links.yml": "ok broken case",
    "_data/mojibake.yml": "ok",
    "_data/navigation.yml": "ok broken case broken ok outside ok outside broken",
    "_drafts/a-draft.md": "ok",
    "_shelves/Poetry.md": "ok",
    "index.md": "ok ok broken ok slash case ok outside ok broken ok",
    "news/_posts/2025-03-03-file-that-is-not-there.md": "broken",
    "news/_posts/2025-03-04-link-without-scheme.md": "outside",
    "pages/2025-04-01-file-misplaced-post.md": "ok",
    "pages/active/addresses.md": "untouched untouched untouched",
    "pages/active/handlers.md": "ok",
    "pages/active/scripts.md": "ok outside",
    "pages/addresses/elsewhere-without-scheme.md": "outside",
    "pages/addresses/elsewhere.md": "outside",
    "pages/contact-us.md": "outside broken broken",
    "pages/encoding/letters-in-parts.md": "decoded",
    "pages/encoding/mojibake-in-an-address.md": "decoded decoded decoded",
    "pages/front-matter/address-in-a-value.md": "case slash untouched broken slash broken",
    "pages/front-matter/dashes-in-a-value.md": "outside",
    "pages/front-matter/title-is-a-list.md": "ok",
    "pages/links/anchor-missing.md": "anchor-missing anchor-missing anchor-missing ok ok ok",
    "pages/links/backslashes.md": "ok ok ok",
    "pages/links/broken.md": "broken broken broken broken broken broken broken broken",
    "pages/links/case.md": "case case case",
    "pages/links/decoded.md": "decoded decoded decoded ok decoded ok",
    "pages/links/html-suffix.md": "html-suffix html-suffix html-suffix",
    "pages/links/malformed.md": "broken broken broken broken broken broken broken",
    "pages/links/ok.md": "ok ok ok ok decoded ok",
    "pages/links/outside.md": "outside outside outside outside",
    "pages/links/own-host.md": "ok slash ok ok ok ok ok",
    "pages/links/pictures-in-many-sizes.md": "ok ok broken broken ok ok broken ok ok broken ok ok",
    "pages/links/redirected.md": "redirected redirected redirected broken broken redirected",
    "pages/links/refs-of-our-own.md": "ok broken ok",
    "pages/links/relative.md": "ok broken ok ok ok",
    "pages/links/schemeless.md": "outside outside ok broken",
    "pages/links/slash.md": "slash slash slash slash",
    "pages/links/staging.md": "ok outside",
    "pages/links/styles.md": "ok ok ok broken",
    "pages/links/the-same-again.md": "broken broken",
    "pages/links/unpublished.md": "broken broken broken ok broken",
    "pages/links/untouched.md": "untouched untouched untouched untouched untouched untouched",
    "pages/links/white-space.md": "ok broken ok broken",
    "pages/links/withheld-file.md": "ok ok",
    "pages/liquid/link-to-nothing.md": "ok broken ok",
    "pages/liquid/missing-include.md": "broken",
    "pages/markup/non-breaking-spaces.md": "ok",
}  # fmt: skip
"""By page or file: the status of each link, those of the body first and in their order."""


def _rows() -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    for finding in odd().findings:
        line = "" if finding["line"] is None else f":{finding['line']}"
        rows.setdefault(finding["file"] or "", []).append(f"{finding['code']}{line}")
    return {file: " ".join(row) for file, row in rows.items()}


@pytest.mark.parametrize("file", FOUND)
def test_findings(file: str) -> None:
    assert _rows().get(file, "") == FOUND[file]


def test_nothing_else_is_told() -> None:
    assert sorted(_rows()) == sorted(FOUND)


@pytest.mark.parametrize("file", LINKS)
def test_links(file: str) -> None:
    assert " ".join(odd().links[file]) == LINKS[file]


def test_no_other_file_has_links() -> None:
    assert sorted(file for file, links in odd().links.items() if links) == sorted(LINKS)


def test_every_status_of_links_is_there() -> None:
    assert {status for links in odd().links.values() for status in links} == set(get_args(LinkStatus))


def test_every_fate_is_there() -> None:
    assert odd().fates == set(get_args(Fate))


def test_every_trace_of_word_processors_is_there() -> None:
    tidied = [finding["message"] for finding in odd().findings if finding["code"] == "markup.tidied"]
    traces = {part.partition(" × ")[2] for message in tidied for part in message.partition(": ")[2].split(", ")}
    assert traces == {
        "Word's attributes",
        "Word's classes",
        "Word's styles",
        "Word's tags",
        "conditional comments",
        "empty paragraphs",
        "non-breaking spaces at the end of a block",
    }
