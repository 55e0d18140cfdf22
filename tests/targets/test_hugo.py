"""The shipped mapping for Hugo: what Hugo builds of its folder answers as the old site did."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import yaml

from tests.conftest import PROJECT, SiteMaker, corpus_sites
from tests.targets.answers import Answers, build, built, expected, exported, hugo, known

FIXTURES = sorted((PROJECT / "fixtures").iterdir())


def test_isomer_mini(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    assert exported(PROJECT / "fixtures" / "isomer-mini", tmp_path / "tree").code == 0
    paths = sorted(path for path in (tmp_path / "tree").rglob("*") if path.suffix in (".html", ".yaml"))
    shown = (b"=== %b\n%b\n" % (str(path.relative_to(tmp_path)).encode(), path.read_bytes()) for path in paths)
    golden("isomer-mini.hugo.txt", b"".join(shown))


def _compared(site: Path, folder: Path) -> tuple[Answers, Answers]:
    hugo()
    assert exported(site, folder / "tree").code == 0
    old = known(site, folder)
    return built(folder / "tree", build(folder / "tree"), old), expected(old)


@pytest.mark.oracle
@pytest.mark.parametrize("site", FIXTURES, ids=lambda site: site.name)
def test_every_address_says_what_it_said(site: Path, tmp_path: Path) -> None:
    found, wanted = _compared(site, tmp_path)
    assert found == wanted


@pytest.mark.oracle
@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_every_address_of_a_real_site_says_what_it_said(site: Path, tmp_path: Path) -> None:
    found, wanted = _compared(site, tmp_path)
    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == []


ODD = {
    "index.md": "---\nlayout: homepage\nsections:\n- hero: {title: 'Lamps {{< x >}}', button: null, n: 5}\n---\n",
    "robots.txt": "---\npermalink: /robots.txt\n---\nUser-agent: *\n",
    "style.scss": "---\n---\n$lamp: red;\n",
    "feed.xml": "---\n---\n<feed>{{ site.title }}</feed>\n",
    "404.html": "---\npermalink: /404.html\n---\nNo such lamp\n",
    "lamps.md": "---\npermalink: /a-page\n---\nPage\n",
    "lamps/index.html": "---\nlayout: resources\n---\nFolder\n",
    "lamps/_posts/2020-01-02-lit.md": "---\ntitle: Lit\nbuild: x\nmenu: 7\nlayout: [1]\n---\nPost\n",
    "tags/index.html": "---\nlayout: resources\n---\nTags\n",
    "pages/run.html": "---\npermalink: /run/\n---\n{% raw %}{{< ref x >}} {{% tip %}} a<!--more--> b{% endraw %}\n"
    "\n\t<pre>\n\n  x</pre>\n---\n+++\n",
    "pages/later.md": "---\npermalink: /later/\ndate: 2099-01-01\nexpiryDate: 2001-01-01\n---\nLater\n",
    "pages/null.md": "---\npermalink: /null/\ndate: null\ntitle: null\ntags: null\n---\nNull\n",
    "pages/!!.md": "---\npermalink: /bang!/\n---\nNo letter\n",
    "pages/colon.md": "---\npermalink: '/c:d+e/f'\n---\nColon\n",
    "pages/percent.md": "---\npermalink: '/100%25/'\n---\nPercent\n",
    "pages/marks.md": '---\npermalink: "/It\'s #1 & (new)/Grüße.HTML"\n---\nMarks\n',
    "pages/crlf.md": "---\r\npermalink: /crlf/\r\n---\r\nLines\r\n",
    "pages/hidden.md": "---\npermalink: /hidden/\npublished: false\n---\nHidden\n",
    "pages/a-first.md": "---\npermalink: /null/\n---\nIts address is another's\n",
    "pages/out.md": "---\npermalink: https://out.example/\n---\n",
    "_redirects": "/old /null/ 302\n/out https://out.example/?a=b&c=d\n/all/* /null/\n/ /null/\n/old%20one /null/\n"
    "/bang!/ /null/\n/lost%20x https://out.example/lost\n",
}


@pytest.mark.oracle
def test_what_means_something_to_hugo(make_site: SiteMaker, tmp_path: Path) -> None:
    site = make_site(ODD, config="title: 'Lamps {{ x }}'\nurl: https://lamps.example\ntimezone: UTC\n")
    found, wanted = _compared(site, tmp_path)
    assert found == wanted
    assert found == {
        "index.html": "",
        "robots.txt": "User-agent: *",
        "404.html": "No such lamp",
        "a-page.html": "Page",
        "lamps/index.html": "Folder",
        "lamps/2020/01/02/lit.html": "Post",
        "tags/index.html": "Tags",
        "run/index.html": "{{< ref x >}} {{% tip %}} a b x --- +++",
        "later/index.html": "Later",
        "null/index.html": "Null",
        "bang!/index.html": "No letter",
        "c:d+e/f.html": "Colon",
        "100-/index.html": "Percent",
        "100%/index.html": "-> /100-/",
        "It's #1 & (new)/Grüße.HTML.html": "Marks",
        "crlf/index.html": "Lines",
        "old/index.html": "-> /null/",
        "old one/index.html": "-> /null/",
        "lost x/index.html": "-> https://out.example/lost",
        "out/index.html": "-> https://out.example/?a=b&c=d",
    }
    home = (tmp_path / "tree-built" / "index.html").read_text()
    assert "<p>Lamps {{< x >}}</p>" in home


@pytest.mark.oracle
def test_the_menu(tmp_path: Path) -> None:
    hugo()
    assert exported(PROJECT / "fixtures" / "isomer-mini", tmp_path / "tree").code == 0
    entries = yaml.safe_load((tmp_path / "tree" / "hugo.yaml").read_text())["menus"]["main"]
    home = (build(tmp_path / "tree") / "index.html").read_text()
    menu = home.partition("</a>")[2].partition("</nav>")[0]
    shown = re.findall(r'<li>(?:<a href="([^"]*)">([^<]*)</a>|([^<]*))', menu)
    assert sorted((unescape(url), unescape(name or text)) for url, name, text in shown) == sorted(
        (entry["url"] or "", entry["name"]) for entry in entries
    )


def test_what_the_folder_says_of_pages(tmp_path: Path) -> None:
    """Without Hugo: what is held back is marked, and links lead to addresses."""
    assert exported(PROJECT / "fixtures" / "isomer-mini", tmp_path / "tree").code == 0
    texts = {path: path.read_text() for path in (tmp_path / "tree").rglob("*") if path.suffix in (".html", ".yaml")}
    held_back = [path.name for path, text in texts.items() if "\ndraft: true\n" in text]
    assert sorted(held_back) == [
        "2025-08-20-post-harbour-closed.html",
        "2099-01-01-post-centenary.html",
        "kite-lamp.html",
    ]
    assert [path for path, text in texts.items() if re.search(r'["\' ](?:page|asset):\S', text)] == []
