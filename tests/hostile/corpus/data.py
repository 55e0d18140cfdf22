"""Data files and assets: JSON, CSV, XML, archives, and files that are not as large as they say."""

from __future__ import annotations

import os
from pathlib import Path

from tests.hostile.corpus.attack import MEGABYTE, Attack, Maker, body, files, put, sparse

LAUGHS = '<?xml version="1.0"?>\n<!DOCTYPE svg [\n<!ENTITY a "ha">\n' + "".join(
    f'<!ENTITY {one} "{f"&{before};" * 10}">\n' for before, one in zip("abcdefghi", "bcdefghij", strict=True)
)


def grown(*names: str) -> Maker:
    """A maker of texts that say they have ten gigabytes, and of a page that asks for one of them."""

    def make(site: Path) -> None:
        put(site, {"a.md": body("{% include a.html %}")})
        for name in names:
            put(site, {name: body("x")})
            os.truncate(site / name, 10 * 1024 * MEGABYTE)

    return make


ATTACKS = [
    Attack(
        name="json-deep",
        what="JSON a hundred thousand levels deep, closed and not, lists and maps",
        must="tell that it is too deep; no exhausted stack",
        make=files(
            lambda: {
                "_data/a.json": "[" * 100_000 + "]" * 100_000,
                "_data/b.json": '{"a":' * 100_000 + "1" + "}" * 100_000,
                "_data/c.json": "[" * 100_000,
                "_data/d.json": "[[" * 40 + "]]" * 40,
            }
        ),
        code=1,
        told=("_data/a.json data.unparsable", "_data/b.json data.unparsable", "_data/c.json data.unparsable"),
    ),
    Attack(
        name="csv-giant-cell",
        what="a table with one cell of ten megabytes, and one with a quote that never ends",
        must="read them whole",
        make=files(lambda: {"_data/a.csv": f'a\n"{"x" * 10_000_000}"\n', "_data/b.csv": 'a\n"' + "x\n" * 500_000}),
    ),
    Attack(
        name="csv-columns",
        what="a table of three hundred thousand columns",
        must="stop at a bound, or read it within the bound on memory",
        make=files(
            lambda: {
                "_data/a.csv": ",".join(f"c{n}" for n in range(300_000)) + "\n" + ",".join("1" * 300_000) + "\n",
            }
        ),
        cpu=60,
        slow=True,
    ),
    Attack(
        name="csv-short-rows",
        what="ten thousand columns and a hundred thousand rows of one cell: 300 kB that become a billion cells",
        must="stop at a bound; no reader has the memory",
        make=files(lambda: {"_data/a.csv": ",".join(f"c{n}" for n in range(10_000)) + "\n" + "x\n" * 100_000}),
        code=1,
        told=("_data/a.csv data.unparsable",),
        slow=True,
    ),
    Attack(
        name="data-fifty-megabytes",
        what="a data file of fifty megabytes",
        must="tell that it is too large",
        make=files(lambda: {"_data/a.yml": "- abc\n" * (50 * MEGABYTE // 6)}),
        code=1,
        told=("_data/a.yml data.unparsable",),
    ),
    Attack(
        name="data-million-values",
        what="a data file of as many small values as may stand in it",
        must="read it within the bound on memory, or tell it",
        make=files(lambda: {"_data/a.yml": "- a\n" * 900_000, "_data/b.json": f"[{'1,' * 900_000}1]"}),
        cpu=60,
        slow=True,
    ),
    Attack(
        name="svg-entities",
        what="pictures and feeds that hold entity bombs and entities of files",
        must="copy their bytes and never parse them",
        make=files(
            {
                "images/a.svg": f'{LAUGHS}]>\n<svg xmlns="http://www.w3.org/2000/svg">&j;</svg>',
                "images/b.svg": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
                "feed.xml": f"{LAUGHS}]>\n<rss>&j;</rss>",
                "c.html": f"---\ntitle: C\n---\n{LAUGHS}]>\n<p>&j;</p>",
            }
        ),
        holds=("images/a.svg", "images/b.svg", "feed.xml"),
        never=("root:x:",),
    ),
    Attack(
        name="archive-bombs",
        what="files that say they are archives and pictures, and are not",
        must="copy their bytes and never open them",
        make=files(
            {
                "files/a.zip": b"PK\x03\x04" + b"\0" * 1000,
                "files/b.gz": b"\x1f\x8b\x08" + b"\0" * 1000,
                "images/c.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff",
            }
        ),
        holds=("files/a.zip", "files/b.gz", "images/c.png"),
    ),
    Attack(
        name="sparse-asset",
        what="an asset that says it has a gigabyte and takes no room on disk",
        must="digest it piece by piece, in memory that does not grow with it",
        make=sparse("files/a.zip", 1024 * MEGABYTE),
        holds=('"size": 1073741824',),
        cpu=60,
        memory=400 * MEGABYTE,
        slow=True,
    ),
    Attack(
        name="sparse-texts",
        what="a page, a data file, an include and a list of redirects that say they have ten gigabytes",
        must="tell each by its size; read none of them whole",
        make=grown("_redirects", "_data/a.yml", "_includes/a.html"),
        code=1,
        told=("_data/a.yml data.unparsable", "a.md page.liquid"),
    ),
    Attack(
        name="sparse-page",
        what="a page that says it has ten gigabytes",
        must="tell its size and leave it out",
        make=grown("a.md"),
        code=1,
        told=("a.md source.too-large",),
        pages=1,
    ),
    Attack(
        name="data-names",
        what="two data files of one name, names that are nothing once they are cleaned, and a folder beside a file",
        must="choose as the old system does",
        make=files(
            {"_data/a.yml": "1", "_data/a.json": "2", "_data/a/b.yml": "3", "_data/%.yml": "4", "_data/ .yml": "5"}
        ),
    ),
]
