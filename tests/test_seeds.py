"""The four documents that the project started from, each right in every part."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.run import run

pytestmark = pytest.mark.corpus


@pytest.fixture
def pages(seeds: Path, tmp_path: Path) -> list[dict[str, object]]:
    """The seeds in the order of their names, exported from a folder that holds nothing else."""
    site = tmp_path / "seeds"
    site.mkdir()
    for seed in seeds.glob("*.txt"):
        (site / f"{seed.stem}.md").write_bytes(seed.read_bytes())
    done = run("export", str(site), "--to", "json", "--out", str(tmp_path / "out.json"))
    assert (done.code, "Traceback" in done.err) == (0, False)
    found = json.loads((tmp_path / "out.json").read_bytes())["pages"]
    assert len(found) == 4
    return list(found)


def _html(page: dict[str, object]) -> BeautifulSoup:
    body = page["body"]
    assert isinstance(body, dict)
    return BeautifulSoup(str(body["html"]), "html.parser")


def test_a_page_with_a_table_whose_header_is_empty(pages: list[dict[str, object]]) -> None:
    page, html = pages[0], _html(pages[0])
    assert (page["kind"], page["title"], page["url"]) == ("page", "What We Do", "/discover-ssi/what-we-do/")
    assert [(h.name, h["id"]) for h in html.find_all(re.compile("h[1-6]"))] == [
        ("h2", "what-we-do"),
        ("h4", "our-mission"),
        ("h4", "our-core-values"),
    ]
    rows = html.select("table > tbody > tr")
    assert len(html.select("table > thead > tr > th")) == 2
    assert [len(row.find_all("td")) for row in rows] == [2, 2, 2, 2]
    assert [row.select_one("td img")["src"] for row in rows] == [  # type: ignore[index]
        "/images/passion.jpg",
        "/images/impact.jpg",
        "/images/collaboration.jpg",
        "/images/courage.jpg",
    ]
    assert [row.select_one("td strong").get_text() for row in rows] == ["Passion", "Impact", "Collaboration", "Courage"]  # type: ignore[union-attr]
    assert [len(row.select("td:nth-of-type(2) br")) for row in rows] == [2, 1, 1, 2]
    assert {a["href"]: a["title"] for a in html.select("a[title]")} == {
        "http://www.ncss.gov.sg/": "NCSS Homepage",
        "http://www.skillsfuture.sg/": "SkillsFuture Homepage",
    }
    assert "||" not in html.get_text()


def test_the_homepage(pages: list[dict[str, object]]) -> None:
    page = pages[1]
    assert (page["kind"], page["url"], page["layout"]) == ("home", "/", "homepage")
    assert page["description"] == (
        "The Social Service Institute (SSI) is a CET centre that supports the training needs"
        " of the social service sector."
    )
    sections = page["sections"]
    assert isinstance(sections, list)
    assert [next(iter(section)) for section in sections] == ["hero", *["infopic"] * 6, "resources"]
    hero = sections[0]["hero"]
    assert hero["subtitle"] == "Developing Social Service Professionals – 20 Years and Beyond"
    assert [highlight["url"] for highlight in hero["key_highlights"]] == [
        "https://form.gov.sg/62c3df59e2dadd0011ca3cbf",
        "/training/cet-programmes/higher-diploma-in-social-service/",
        "/training/cet-programmes/advanced-certificate-in-social-service/",
    ]
    assert sections[1]["infopic"]["alt"] == (
        "Social Service Institute SSI Singapore - Course Schedule,Course List,Training Calendar"
    )
    assert sections[7] == {"resources": {"title": "Be in the know", "subtitle": "Media", "button": "More Media"}}
    meta = page["meta"]
    assert isinstance(meta, dict)
    assert meta["notification"].startswith("Please beware of fraudulent websites falsely claiming to be linked to or")
    assert meta["notification"].endswith('maintenance-schedule">scheduled maintenance period</a>.')


def test_a_page_that_is_one_table_of_linked_pictures(pages: list[dict[str, object]]) -> None:
    page, html = pages[2], _html(pages[2])
    assert page["url"] == "/discover-ssi/who-we-serve/social-service-professionals"
    assert page["meta"] == {"third_nav_title": "Who We Serve"}
    assert len(html.select("table thead th img")) == 4
    cells = html.select("table tbody tr td")
    assert [len(cell.find_all("img")) for cell in cells] == [4, 4, 4, 5]
    assert [len(cell.find_all("a")) for cell in cells] == [4, 4, 4, 4]
    assert [len(cell.find_all("br")) for cell in cells] == [3, 3, 3, 4]
    assert cells[3].find_all("a")[-1]["href"].endswith("/Diverse-Career-Opportunities/Career-Opportunities")


def test_a_legacy_page(pages: list[dict[str, object]]) -> None:
    page, html = pages[3], _html(pages[3])
    assert (page["layout"], page["tags"]) == ("simple-page", ["business"])
    assert page["meta"] == {
        "breadcrumb": "Social Service Sector ICT Master Plan",
        "collection_name": "products-and-services",
        "tag": "business",
        "thumbnail_image": "/images/programmes/products-and-services/test1.jpg",
    }
    lists = html.find_all("ul")
    assert [len(one.find_all("li")) for one in lists] == [3, 5]
    assert all(item.p is not None for one in lists for item in one.find_all("li"))
    assert html.select("a")[-1]["href"] == "mailto:MSF_SSICT@msf.gov.sg"
    assert "“Inspire responsible individuals" in html.get_text()
