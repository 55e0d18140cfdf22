"""Every code of findings has an example in a fixture site, where a newcomer can look up what it is about."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.diagnostics import CODES
from migrate.importers.digests import MAX_BYTES
from migrate.importers.isomer.bodies import MAX_MARKDOWN
from migrate.jekyll.damage import MOST
from migrate.jekyll.site import MAX_TEXT
from tests.conftest import PROJECT, SiteMaker
from tests.run import run

FIXTURES = sorted(path for path in (PROJECT / "fixtures").iterdir() if path.is_dir())
PAGE = "---\ntitle: A page\n---\n"


def told(root: Path) -> set[str]:
    """The codes of all findings of the site in `root`."""
    done = run("check", str(root), "--json", "--drafts", "--fail-on", "never")
    assert done.code == 0, done.err
    return {finding["code"] for finding in json.loads(done.out)["findings"]}


def _link(name: str, to: str) -> Callable[[Path], None]:
    return lambda root: os.symlink(to, root / name)


def _bytes_for_a_name(root: Path) -> None:
    Path(os.fsdecode(os.fsencode(root) + b"/r\xe9ading.md")).write_text(PAGE)


def _huge(name: str, beginning: str, size: int) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / name).write_text(beginning)
        os.truncate(root / name, size)  # a hole takes no room

    return make


def _much(text: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / "much.md").write_text(PAGE + text, encoding="utf-8")

    return make


NOT_IN_GIT: dict[str, Callable[[Path], None]] = {
    "config.none": lambda root: (root / "_config.yml").unlink(),
    "source.unreadable": _link("dangling.md", "no-such-file.md"),
    "source.symlink-outside": _link("outside", os.sep),
    "source.symlink-loop": _link("loop", "."),
    "source.name": _bytes_for_a_name,
    "source.special-file": lambda root: os.mkfifo(root / "pipe.md"),
    "source.too-large": _huge("huge.md", PAGE, MAX_TEXT + 1),
    "asset.too-large": _huge("huge.zip", "PK", MAX_BYTES + 1),
    "page.too-large": _much("a" * (MAX_MARKDOWN + 1)),
    "encoding.too-much": _much("é\n".encode().decode("cp1252") * (MOST + 1)),
}
"""What Git does not keep, not everywhere, or not in reasonable size: made here."""

NOT_OF_FILES = {
    "source.assets-list": "`--assets-list` alone has lines",
    "asset.missing": "`--assets-list` alone names what is not there",
    "url.taken": "it is about the mapping",
    "url.no-path": "the same",
    "link.left-out": "the same",
    "mapping.no-type": "it is about the mapping",
    "mapping.left-out": "the same",
    "mapping.gate": "the same",
    "mapping.unread": "the same",
    "mapping.step": "the same",
    "mapping.required": "the same",
    "render.html-block": "the same",
    "render.look": "the same",
    "render.changed": "the same",
    "mapping.too-long": "the same",
    "record.reserved": "the same",
    "record.value": "the same, and it depends on the format of the target",
    "ref.unwritten": "exporters that write addresses tell it",
    "record.double": "it is about the arrays that a mapping asks for",
    "record.name": "it is about the names that a mapping gives to files",
    "csv.formula": "`export` to CSV alone tells it",
    "redirect.refused": "redirects are settled when they are written for a target: tests/redirects",
    "redirect.host": "the same",
    "redirect.status": "the same",
    "redirect.double": "the same",
    "redirect.shadowed": "the same",
    "redirect.loop": "the same",
    "redirect.nowhere": "the same",
    "redirect.chain": "the same",
    "redirect.case": "the same",
    "redirect.unwritten": "the same",
    "redirect.many": "the same",
    "wxr.date": "`export` to WordPress alone tells it: tests/exporters/wxr",
    "wxr.section": "the same",
    "wxr.term": "the same",
    "wxr.file": "the same",
    "wxr.files": "the same",
    "wxr.characters": "the same",
    "wxr.field": "the same",
    "plone.id": "it is about an export to Plone",
    "plone.section": "the same",
    "plone.default-page": "the same",
    "plone.type": "the same",
    "plone.title": "the same",
    "plone.date": "the same",
    "plone.state": "the same",
    "plone.history": "the same",
    "plone.language": "the same",
    "plone.one-language": "the same",
    "plone.shared": "the same",
    "plone.layout": "the same",
    "plone.constrains": "the same",
    "plone.event": "the same",
    "plone.link": "the same",
    "plone.body": "the same",
    "plone.hidden": "the same",
    "plone.image": "the same",
    "plone.bytes": "the same",
    "plone.empty": "the same",
    "plone.redirect": "the same",
    "plone.left": "the same",
    "plone.password": "the same",
    "plone.field": "the same",
    "plone.beside": "the folder above has to be left out: tests/importers/plone",
    "page.failed": "a file has to go away, or our own code to break, between the index and the body",
    "page.markdown-differs": "only the real kramdown can say so, and no page is known",
    "asset.changed": "somebody has to write to the file while it is copied",
}
"""What cannot be told about files that lie still, and why."""


@pytest.mark.parametrize("code", NOT_IN_GIT)
def test_what_git_does_not_keep(code: str, make_site: SiteMaker) -> None:
    root = make_site({"index.md": PAGE}, config="timezone: UTC\n")
    assert code not in told(root)
    NOT_IN_GIT[code](root)
    assert code in told(root)


def test_every_code_has_an_example() -> None:
    shown = {code for site in FIXTURES for code in told(site)}
    assert sorted({*shown, *NOT_IN_GIT, *NOT_OF_FILES}) == sorted(CODES)
    assert shown.isdisjoint((*NOT_IN_GIT, *NOT_OF_FILES))
