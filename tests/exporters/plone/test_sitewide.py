"""What is said of the site as a whole: rows that would end an import, or that it would pass over without a word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from migrate.diagnostics import Finding
from migrate.exporters.plone import sitewide
from migrate.exporters.plone.people import closed, principals
from migrate.model import Site

A, B, GONE = "a" * 32, "b" * 32, "c" * 32
UIDS = frozenset((A, B))


class Told(list[Finding]):
    def __call__(self, finding: Finding) -> None:
        self.append(finding)

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self]


def site(secrets: Mapping[str, object] | None = None, **meta: object) -> Site:
    return Site(
        title=None,
        url=None,
        description=None,
        language=None,
        timezone="UTC",
        pages=(),
        meta=meta,
        secrets=secrets or {},
    )


# --- relations ---


def test_a_relation_has_the_names_that_this_importer_knows() -> None:
    told = Told()
    rows = [{"from_uuid": A, "to_uuid": B, "relationship": "relatedItems"}]
    wanted = [{"from_attribute": "relatedItems", "from_uuid": A, "to_uuid": B}]
    assert sitewide.relations([*rows, *rows], UIDS, told) == wanted
    assert told == []


@pytest.mark.parametrize(("row", "codes"), [
    ({"from_uuid": A, "to_uuid": GONE, "from_attribute": "relatedItems"}, ["plone.left"]),
    ({"from_uuid": GONE, "to_uuid": A, "from_attribute": "relatedItems"}, ["plone.left"]),
    ({"from_uuid": A, "to_uuid": B, "from_attribute": "isReferencing"}, []),
    ({"from_uuid": A, "to_uuid": B}, []),
])  # fmt: skip
def test_a_relation_without_an_end_is_told(row: dict[str, object], codes: list[str]) -> None:
    told = Told()
    assert sitewide.relations([row], UIDS, told) == []
    assert told.codes == codes


# --- translations, comments, portlets ---


def test_translations_of_what_is_there() -> None:
    told = Told()
    rows = [{"canonical": A, "translations": {"de": B, "fr": GONE}}]
    assert sitewide.translations(rows, UIDS, told) == [{"canonical": A, "translations": {"de": B}}]
    assert told == []


@pytest.mark.parametrize("row", [
    {"canonical": A, "translations": {}}, {"canonical": A, "translations": {"en": A}}, {"canonical": A},
    {"canonical": GONE, "translations": {"de": B}},
])  # fmt: skip
def test_a_translation_of_nothing_is_told(row: dict[str, object]) -> None:
    told = Told()
    assert sitewide.translations([row], UIDS, told) == []
    assert told.codes == ["plone.left"]


COMMENT = {"comment_id": "17", "text": {"data": "Nice", "mime-type": "text/plain"}, "author_name": "Ed"}


def test_a_comment_has_every_key_that_is_asked_for() -> None:
    told = Told()
    found = sitewide.discussions({A: {"items": [{**COMMENT, "in_reply_to": "x"}]}}, UIDS, told)
    (comment,) = cast("list[dict[str, str]]", found[A]["items"])
    assert comment == {
        **COMMENT,
        "in_reply_to": None,
        "author_username": None,
        "creation_date": comment["creation_date"],
        "modification_date": comment["creation_date"],
    }
    assert comment["creation_date"].startswith("200")
    assert told == []


def test_a_comment_keeps_its_dates() -> None:
    dates = {
        "creation_date": "2022-01-01T00:00:00+00:00",
        "modification_date": "2022-01-02T00:00:00+00:00",
        "in_reply_to": 16,
    }
    found = sitewide.discussions({A: {"items": [{**COMMENT, **dates}]}}, UIDS, Told())
    assert found == {A: {"items": [{**COMMENT, **dates, "in_reply_to": "16", "author_username": None}]}}


@pytest.mark.parametrize(
    "value", [{GONE: {"items": [COMMENT]}}, {A: {"items": [{"comment_id": "x", "text": "a"}]}}, {A: {"items": [7]}}]
)
def test_comments_of_what_is_not_there_would_end_the_import(value: object) -> None:
    told = Told()
    assert sitewide.discussions(value, UIDS, told) == {}
    assert told.codes == ["plone.left"]


def test_portlets_of_what_is_there() -> None:
    told = Told()
    assert sitewide.portlets([{"UID": A, "portlets": {}}, {"UID": GONE}], UIDS, told) == [{"UID": A, "portlets": {}}]
    assert told.codes == ["plone.left"]


def test_a_site_that_says_nothing_has_no_such_files() -> None:
    assert list(sitewide.files(site(), [], UIDS, Told())) == []
    assert (
        list(
            sitewide.files(
                site(relations=7, translations={}, discussions=[], portlets="x", principals=[]), [], UIDS, Told()
            )
        )
        == []
    )


# --- people ---


def test_a_group_has_every_key_that_is_asked_for() -> None:
    told = Told()
    found = principals(site(principals={"groups": [{"groupid": "writers"}, {"title": "None"}], "members": []}), told)
    assert found["groups"] == [
        {"groupid": "writers", "title": "writers", "description": "", "roles": [], "groups": [], "principals": []}
    ]
    assert told.codes == ["plone.left"]


def test_a_member_has_the_password_of_the_source() -> None:
    member = {"username": "editor", "email": "ed@example.org", "roles": ["Editor"], "groups": ["writers"]}
    hashes = {"password_hashes": {"editor": "{SSHA}abc"}}
    found = principals(site(hashes, principals={"members": [member]}), Told())
    assert found["members"] == [{**member, "password": "{SSHA}abc"}]


def test_a_member_without_a_password_gets_one_that_nobody_knows() -> None:
    told = Told()
    found = principals(site(principals={"members": [{"username": "editor", "email": "ed@example.org"}]}), told)
    assert found["members"] == [
        {
            "username": "editor",
            "email": "ed@example.org",
            "password": closed("editor"),
            "roles": ["Member"],
            "groups": [],
        }
    ]
    assert closed("editor").startswith("{SSHA}")
    assert closed("editor") != closed("other")
    assert told.codes == ["plone.password"]


@pytest.mark.parametrize("member", [
    {"username": "u5", "email": "a@example.org", "password": "x"}, {"username": "editor", "email": "", "password": "x"},
    {"username": "editor", "password": "x"}, {"email": "a@example.org"},
])  # fmt: skip
def test_a_member_that_would_be_passed_over_is_told(member: dict[str, object]) -> None:
    told = Told()
    assert principals(site(principals={"members": [member]}), told) == {}
    assert told.codes == ["plone.left"]


def test_no_hash_of_a_password_is_anywhere_but_in_principals(tmp_path: Path) -> None:
    """kept.json and the manifest are for everyone's eyes."""
    from tests.conftest import PROJECT
    from tests.exporters.plone.reading import exported

    source = PROJECT / "fixtures" / "plone-mini"
    if not source.is_dir():
        pytest.skip("no fixture plone-mini")
    written = exported(source, tmp_path / "x", "plone-classic", "--fail-on", "never")
    holders = {path.name for path in written.folder.rglob("*.*") if path.is_file() and b"{SSHA}" in path.read_bytes()}
    assert holders <= {"principals.json"}
