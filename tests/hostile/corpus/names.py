"""Names of files and folders that no person would give, and things that are no files."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests.hostile.corpus.attack import PAGE, Attack, Maker, files, put, raw_names

ODD = (
    "new\nline", "car\rriage", "esc\x1b[31mred\x1b]0;owned\x07", "tab\tq\"uo'te`", "\x7f\x01", "-rf", "--out=x", " ",
    "a%2f..%2fb", "%00", "%0a%1b[31m", "%zz", "a\\b", "..\\..\\x", "x?y#z", "a&b=c;d", "\u202egpj", "\u2066x\u2069",
    "*[a]", "{a,b}", "\ufeff", "\u00a0", "\U0001f600", "<script>alert(1)<", "|pipe|", "]]>", "<!-- -->", "--> <b>",
    "`code`", "[a](javascript:x)", "{{ site.title }}", "{% include x %}", "$(touch owned)", "`touch owned`", "con",
    "nul", "a" * 250, "é" * 120, "...", "~tilde~x",
)  # fmt: skip
_PLACES = ("n/{}.md", "_posts/2020-01-01-{}.md", "images/{}.png", "_data/{}.yml", "{}/index.md")


def named() -> dict[str, str]:
    names = {place.format(name): PAGE for place in _PLACES for name in ODD if len(place.format(name).encode()) < 255}
    return {**names, "_config.yml": "timezone: UTC\n"}


def _special(site: Path) -> None:
    put(site, {"_config.yml": "timezone: UTC\ncollections: [c]\n", "_posts/2020-01-01-a.md": PAGE, "_c/a.md": PAGE})
    put(site, {"_data/a.yml": "1", "images/a.png": "1", "_includes/a.html": "x"})
    for name in (
        "f.md",
        "_posts/2020-01-02-f.md",
        "_data/f.yml",
        "_c/f.md",
        "images/f.png",
        "_redirects",
        "_includes/f",
    ):
        os.mkfifo(site / name)
    here = os.getcwd()
    os.chdir(site)  # the path of a socket may have no more than a hundred bytes
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.md")
    os.chdir(here)


def _locked(site: Path) -> None:
    put(site, {"a.md": PAGE, "d/b.md": PAGE, "_data/c.yml": "1", "images/d.png": "1", "_posts/2020-01-01-e.md": PAGE})
    put(site, {"_redirects": "/a /b\n", "_includes/x.html": "x", "f.md": "---\n---\n{% include x.html %}\n"})
    for name in (
        "a.md",
        "d",
        "_data/c.yml",
        "images/d.png",
        "_posts/2020-01-01-e.md",
        "_redirects",
        "_includes/x.html",
    ):
        (site / name).chmod(0)


def _deep(levels: int) -> Maker:
    """Folders in each other, more than one path can name."""

    def make(site: Path) -> None:
        here = os.open(site, os.O_RDONLY)
        for number in range(levels):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
            if number % 50 == 0:
                with open(os.open("a.md", os.O_WRONLY | os.O_CREAT, dir_fd=here), "w") as stream:
                    stream.write(PAGE)
        os.close(here)

    return make


ATTACKS = [
    Attack(
        name="names",
        what="pages, posts, pictures, data and folders whose names hold ends of lines, escapes, markup, options",
        must="keep them all; show none raw on a terminal or in a report",
        make=files(named),
        holds=("esc\\u001b[31mred", "new\\nline"),
    ),
    Attack(
        name="names-not-utf8",
        what="names of bytes that are not UTF-8, everywhere",
        must="tell each, and which",
        make=raw_names(
            dict.fromkeys(
                (
                    b"bad\xff.md",
                    b"_posts/2020-01-01-\xff.md",
                    b"_data/\xff\x1b.yml",
                    b"images/\xff.png",
                    b"folder\xff/a.md",
                    b"\xed\xa0\x80.md",
                    b"_includes/\xff.html",
                ),
                PAGE,
            )
        ),
        code=1,
        told=("bad\\xff.md source.name", "_posts/2020-01-01-\\xff.md source.name", "folder\\xff source.name"),
        pages=1,
    ),
    Attack(
        name="names-alike",
        what="names that differ by case alone, by the form of an accent, by a letter that looks the same, by a dot",
        must="keep all of them apart, or tell that they have one address",
        make=files(dict.fromkeys(("A.md", "a.md", "a.MD", "café.md", "café.md", "а.md", "a.md.md", "a..md"), PAGE)),
        told=("url.collision",),
        pages=9,
    ),
    Attack(
        name="no-files",
        what="pipes and sockets in place of pages, posts, data, pictures, includes and redirects",
        must="open none: a pipe without a writer waits for ever",
        make=_special,
        told=(
            "f.md source.special-file",
            "_data/f.yml source.special-file",
            "_redirects source.special-file",
            "s.md source.special-file",
        ),
        pages=3,
    ),
    Attack(
        name="folders-as-files",
        what="folders where files belong: pages, data, redirects, includes",
        must="take them for folders",
        make=files(
            dict.fromkeys(
                (
                    "a.md/index.md",
                    "_data/a.yml/b.yml",
                    "_redirects/x",
                    "_includes/a.html/b",
                    "_posts/2020-01-01-a.md/2020-01-01-b.md",
                ),
                PAGE,
            )
        ),
    ),
    Attack(
        name="permissions",
        what="pages, folders, data, pictures and includes that may not be read",
        must="tell each; the rest goes on",
        make=_locked,
        code=1,
        told=(
            "a.md source.unreadable",
            "d source.unreadable",
            "_data/c.yml data.unparsable",
            "_posts/2020-01-01-e.md source.unreadable",
            "_redirects source.unreadable",
            "images/d.png source.unreadable",
            "f.md page.liquid",
        ),
    ),
    Attack(
        name="folders-deep",
        what="folders nested 300 levels deep, with pages on the way",
        must="stop at a depth, and tell where",
        make=_deep(300),
        code=1,
        told=("source.unreadable",),
    ),
    Attack(
        name="folders-deeper-than-a-path",
        what="folders nested 3,000 levels deep: more than the system lets a path name",
        must="stop at a depth, and tell where",
        make=_deep(3000),
        code=1,
        told=("source.unreadable",),
    ),
]
