"""Homepage sections and the contact page keep their fields exactly as they are written."""

from __future__ import annotations

from migrate.importers.isomer.sections import contact_sections, homepage_sections
from tests.conftest import Opener


def test_sections_in_order_and_two_keys_are_two_sections() -> None:
    hero = {"title": "T", "key_highlights": [{"title": "A", "url": None}]}
    sections, odd = homepage_sections([{"hero": hero}, {"infobar": {"title": "I"}, "resources": None}])
    assert sections == [{"hero": hero}, {"infobar": {"title": "I"}}, {"resources": None}]
    assert odd == []


def test_odd_sections_are_kept_and_told() -> None:
    sections, odd = homepage_sections([{"marquee": {"title": "M"}}, "text"])
    assert sections == [{"marquee": {"title": "M"}}, {"unknown": "text"}]
    assert odd == [
        "section 1 is of the unknown kind `marquee`",
        "section 2 is no map of a block's name and its fields",
    ]
    assert homepage_sections({"hero": {}}) == ([], ["`sections` is no list"])
    assert homepage_sections(None) == ([], [])


def test_the_contact_page() -> None:
    values = {"agency_name": "Board", "locations": [{"title": "HQ"}], "contacts": [], "title": "Contact"}
    sections, taken = contact_sections("contact_us", values, {})
    assert sections == [{"contact_us": {"agency_name": "Board", "locations": [{"title": "HQ"}], "contacts": []}}]
    assert taken == {"agency_name", "locations", "contacts"}


def test_the_older_contact_page_has_its_content_in_a_data_file() -> None:
    data = {"contact-us": {"address": ["1 Pier Road"], "feedback": "/f/"}}
    sections, taken = contact_sections("contact-us", {"feedback": "/g/"}, data)
    assert sections == [{"contact_us": {"address": ["1 Pier Road"], "feedback": "/g/"}}]
    assert taken == {"feedback"}


def test_other_layouts_have_none() -> None:
    assert contact_sections("page", {"locations": []}, {}) == ([], frozenset())


def test_sections_that_are_no_list_stay_in_meta(open_site: Opener) -> None:
    source = open_site({"index.md": "---\nlayout: homepage\nsections: soon\nnotification: <b>Beware</b>\n---\n"})
    page = source.site.pages[0]
    assert page.sections == ()
    assert page.meta == {"sections": "soon", "notification": "<b>Beware</b>"}
    assert [finding.code for finding in source.findings] == ["isomer.sections"]
