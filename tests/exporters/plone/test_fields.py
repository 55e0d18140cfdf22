"""Each rule of a field of Plone: what it refuses is repaired or left out, and told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.exporters.plone import fields
from migrate.exporters.plone.portal_types import CLASSIC, EVENT, VOLTO

ZONE = timezone(timedelta(hours=8))
MADE = datetime(2004, 5, 6, tzinfo=UTC)
STATES = ("private", "pending", "published")


class Told(list[tuple[str, str]]):
    """What was told."""

    def __call__(self, code: str, message: str) -> None:
        self.append((code, message))

    @property
    def codes(self) -> list[str]:
        return [code for code, _ in self]


# --- titles and texts ---


@pytest.mark.parametrize(
    ("value", "title", "codes"),
    [
        ("About", "About", []),
        ("  About ", "About", []),
        ("cafe\u0301", "café", []),
        (7, "7", []),
        ("", "Team", ["plone.title"]),
        (" \n", "Team", ["plone.title"]),
        (None, "Team", ["plone.title"]),
        (["a"], "Team", ["plone.title"]),
        (True, "Team", ["plone.title"]),
        ("a\r\nb", "a b", ["plone.title"]),
        ("a\u2028b", "a b", ["plone.title"]),
        ("\ud800a", "?a", []),
    ],
)
def test_a_title_is_one_line_and_not_empty(value: object, title: str, codes: list[str]) -> None:
    told = Told()
    assert fields.title(value, "Team", told) == title
    assert told.codes == codes


def test_a_description_may_have_lines() -> None:
    assert fields.text("a\nb") == "a\nb"
    assert fields.text(None) == ""


@pytest.mark.parametrize(
    ("value", "words", "codes"),
    [
        (["a", "b"], ["a", "b"], []),
        ("a", ["a"], []),
        (None, [], []),
        (["a", "a"], ["a"], []),
        (["a", ""], ["a"], ["plone.field"]),
        (["a", " ", None], ["a"], ["plone.field"]),
        (["a\nb"], ["a b"], []),
        ([2024], ["2024"], []),
    ],
)
def test_an_empty_subject_would_cost_all_of_them(value: object, words: list[str], codes: list[str]) -> None:
    told = Told()
    assert fields.words(value, "subjects", told) == words
    assert told.codes == codes


@pytest.mark.parametrize(
    ("value", "found", "codes"),
    [
        (True, True, []),
        ("true", True, []),
        ("False", False, []),
        (None, None, []),
        (1, True, []),
        (7, None, ["plone.field"]),
    ],
)
def test_a_flag_is_true_or_false(value: object, found: bool | None, codes: list[str]) -> None:
    told = Told()
    assert fields.flag(value, "exclude_from_nav", told) is found
    assert told.codes == codes


# --- languages, states, dates ---


@pytest.mark.parametrize(
    ("value", "found", "codes"),
    [
        (None, ("##DEFAULT##", "en"), []),
        ("", ("##DEFAULT##", "en"), []),
        ("##DEFAULT##", ("##DEFAULT##", "en"), []),
        ("en", ("en", "en"), []),
        ("DE", ("de", "de"), []),
        ("de-AT", ("de", "de"), []),
        ("de_AT", ("de", "de"), []),
        ({"token": "de", "title": "Deutsch"}, ("de", "de"), []),
        ("fr", ("##DEFAULT##", "en"), ["plone.language"]),
    ],
)
def test_a_language_that_the_target_has_not_is_told(value: object, found: tuple[str, str], codes: list[str]) -> None:
    told = Told()
    assert fields.language(value, ("en", "de"), told) == found
    assert told.codes == codes


@pytest.mark.parametrize("value", ["visible", None, 7, "Published"])
def test_an_unknown_state_is_private_and_told(value: object) -> None:
    told = Told()
    assert fields.state(value, STATES, told) == "private"
    assert told.codes == ["plone.state"]


@pytest.mark.parametrize(
    ("value", "found", "codes"),
    [
        ("2021-03-01T03:04:05+08:00", "2021-02-28T19:04:00+00:00", []),
        ("2021-03-01T03:04:05Z", "2021-03-01T03:04:00+00:00", []),
        ("2021-03-01T03:04:05", "2021-03-01T03:04:00+00:00", []),
        ("2021-03-01", "2021-03-01T00:00:00+00:00", []),
        (datetime(2021, 3, 1, 3, 4, 5), "2021-02-28T19:04:00+00:00", []),
        (datetime(2021, 3, 1, 3, 4, 5, tzinfo=UTC), "2021-03-01T03:04:00+00:00", []),
        (None, None, []),
        ("", None, []),
        ("None", None, []),
        ("junk", None, ["plone.date"]),
        (12, None, ["plone.date"]),
        ("0999-01-01", None, ["plone.date"]),
    ],
)
def test_a_date_of_publication_has_a_zone_and_no_seconds(value: object, found: str | None, codes: list[str]) -> None:
    told = Told()
    assert fields.minute(value, "effective", ZONE, told) == found
    assert told.codes == codes


def test_a_date_of_change_has_seconds() -> None:
    assert fields.second("2021-03-01T03:04:05.6Z", "modified", ZONE, Told()) == "2021-03-01T03:04:05+00:00"


# --- workflow history, views, constrains ---


def _history(*states: str) -> dict[str, Any]:
    return {"simple_publication_workflow": [{"review_state": state} for state in states]}


def test_a_history_that_agrees_is_kept() -> None:
    told = Told()
    history = _history("private", "published")
    assert fields.history(history, "published", told) == history
    assert told == []


@pytest.mark.parametrize("history", [_history("published", "private"), {"w": []}, {"w": "x"}, {"w": [7]}])
def test_a_history_that_ends_otherwise_would_show_what_is_private(history: object) -> None:
    told = Told()
    assert fields.history(history, "published", told) is None
    assert told.codes == ["plone.history"]


def test_a_history_of_an_item_without_a_state() -> None:
    told = Told()
    assert fields.history(_history("published"), None, told) is None
    assert told == [("plone.history", "it ends in published, and the item has no state; it was left out")]


@pytest.mark.parametrize("value", [None, {}, 7])
def test_no_history(value: object) -> None:
    told = Told()
    assert fields.history(value, "published", told) is None
    assert told == []


@pytest.mark.parametrize(
    ("value", "found", "codes"),
    [("listing_view", "listing_view", []), (None, None, []), ("", None, []), ("my_view", None, ["plone.layout"])],
)
def test_an_unknown_view_would_break_the_page(value: object, found: str | None, codes: list[str]) -> None:
    told = Told()
    assert fields.layout(value, CLASSIC["Folder"], True, told) == found
    assert told.codes == codes


def test_a_view_of_an_add_on_is_kept() -> None:
    assert fields.layout("my_view", VOLTO["Document"], False, Told()) == "my_view"


def test_an_unknown_type_would_allow_all_of_them() -> None:
    told = Told()
    given = {"locally_allowed_types": ["Image", "Blog Post"], "immediately_addable_types": ["Image"]}
    kept = {"locally_allowed_types": ["Image"], "immediately_addable_types": ["Image"]}
    assert fields.constrains(given, CLASSIC, told) == kept
    assert told.codes == ["plone.constrains"]


def test_constrains_without_one_of_the_lists_would_end_the_import() -> None:
    told = Told()
    assert fields.constrains({"locally_allowed_types": ["Image"]}, CLASSIC, told) == {
        "locally_allowed_types": ["Image"],
        "immediately_addable_types": ["Image"],
    }
    assert fields.constrains({}, CLASSIC, told) is None
    assert told == []


# --- events and addresses ---


@pytest.mark.parametrize(
    ("given", "start", "end", "codes"),
    [
        ({"start": "2024-01-01", "end": "2024-01-02"}, "2024-01-01", "2024-01-02", []),
        ({"start": "2024-01-02", "end": "2024-01-01"}, "2024-01-02", "2024-01-02", ["plone.event"]),
        ({"start": "2024-01-02"}, "2024-01-02", "2024-01-02", []),
        ({"end": "2024-01-02"}, "2024-01-02", "2024-01-02", ["plone.event"]),
        ({}, "2004-05-06", "2004-05-06", ["plone.event"]),
        ({"start": "junk"}, "2004-05-06", "2004-05-06", ["plone.event"]),
    ],
)
def test_an_event_without_a_start_would_be_now(
    given: dict[str, object], start: str, end: str, codes: list[str]
) -> None:
    told = Told()
    fields.span(given, ZONE, MADE, told)
    assert given == {"start": f"{start}T00:00:00+00:00", "end": f"{end}T00:00:00+00:00"}
    assert told.codes == codes


@pytest.mark.parametrize(
    ("value", "found", "codes"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e", []),
        (" mailto:a@b.example ", "mailto:a@b.example", []),
        ("", None, []),
        (None, None, []),
        ("no address", None, ["plone.field"]),
        (7, None, ["plone.field"]),
    ],
)
def test_an_address_of_an_event_has_a_scheme(value: object, found: str | None, codes: list[str]) -> None:
    told = Told()
    values: dict[str, object] = {"event_url": value}
    fields.of_event(values, EVENT, told)
    assert values == {"event_url": found}
    assert told.codes == codes


# --- bodies ---


@given(st.text(alphabet="&;#ampltgxX0123456789nbspcopy<>\"' \n", max_size=60))
def test_text_arrives_to_the_letter_through_the_importer_that_unescapes_it(html: str) -> None:
    found = fields.rich(html, Told())
    assert (found is None) == (html == "")
    if found is not None:
        assert unescape(found["data"]) == html


def test_markdown_stays_markdown() -> None:
    found = fields.rich({"data": "# a & b", "content-type": "text/x-web-markdown"}, Told())
    assert found == {"data": "# a &amp; b", "content-type": "text/x-web-markdown", "encoding": "utf-8"}


@pytest.mark.parametrize(("markup", "codes"), [("text/x-html-safe", []), ("application/x-odd", ["plone.field"])])
def test_markup_that_is_refused_is_html(markup: str, codes: list[str]) -> None:
    told = Told()
    found = fields.rich({"data": "<p>a</p>", "content-type": markup}, told)
    assert found == {"data": "<p>a</p>", "content-type": "text/html", "encoding": "utf-8"}
    assert told.codes == codes


@pytest.mark.parametrize(("value", "codes"), [(None, []), ("", []), ({"data": None}, []), (7, ["plone.field"])])
def test_no_text(value: object, codes: list[str]) -> None:
    told = Told()
    assert fields.rich(value, told) is None
    assert told.codes == codes
