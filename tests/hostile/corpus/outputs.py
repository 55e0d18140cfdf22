"""Places to write to that are not what they seem."""

from __future__ import annotations

from tests.hostile.corpus.attack import Attack, files, links, sparse
from tests.hostile.corpus.names import named

ATTACKS = [
    Attack(
        name="copies-of-odd-names",
        what="assets to be copied whose names are options, escapes, devices, alike but for case, or 255 bytes long",
        must="copy each under a name of its own that every system takes",
        make=files(
            lambda: {**named(), **{f"images/{name}.png": name for name in ("A", "a", "\u00e9", "e\u0301", "CON", "a.")}}
        ),
        options=("--assets", "copy"),
        holds=("images/A.png", "images/a.png"),
    ),
    Attack(
        name="copies-of-links",
        what="assets to be copied are links: to each other, to a page, out of the site, and to devices",
        must="copy what lies in the site, and nothing else",
        make=links(
            {
                "images/b.png": "a.png",
                "images/c.png": "../index.md",
                "images/d.png": "../../secret/secret.md",
                "images/e.png": "/dev/zero",
                "images/f.png": "f.png",
                "files": "../secret",
            },
            {"images/a.png": "a"},
        ),
        options=("--assets", "copy"),
        code=1,
        told=("images/d.png source.symlink-outside", "images/e.png source.symlink-outside"),
    ),
    Attack(
        name="copies-through-a-link",
        what="the folder that copies go to is a link into the source",
        must="refuse; no file of the source is touched",
        make=links({"../goal": "site/images"}, {"images/a.png": "a"}),
        options=("--assets", "copy", "--assets-dir", "{folder}/goal", "--out", "{folder}/out/x.json"),
        code=5,
        says="goal",
    ),
    Attack(
        name="copies-over-a-link",
        what="in the folder that copies go to lies a link to a file of the source under the name of a copy",
        must="not write through it",
        make=links({"../goal/images/a.png": "../../site/index.md"}, {"images/a.png": "a"}),
        options=("--assets", "copy", "--assets-dir", "{folder}/goal", "--out", "{folder}/out/x.json"),
        code=5,
        says="goal",
    ),
    Attack(
        name="copies-of-holes",
        what="an asset to be copied that says it has a terabyte, and takes no room on disk",
        must="tell it in bounded time",
        make=sparse("files/a.zip", 2**40),
        options=("--assets", "copy"),
        cpu=10,
        slow=True,
        told=("files/a.zip asset.too-large",),
    ),
    Attack(
        name="output-over-a-page",
        what="the output is a page of the source",
        must="refuse before any work; the page is whole",
        make=files({}),
        options=("--out", "{folder}/site/index.md"),
        code=5,
        says="is not a file that ssi-migrate wrote",
    ),
    Attack(
        name="output-over-a-page-by-link",
        what="the output is a link to a page of the source",
        must="refuse before any work; the page is whole",
        make=links({"../goal.json": "site/index.md"}),
        options=("--out", "{folder}/goal.json"),
        code=5,
        says="is not a file that ssi-migrate wrote",
    ),
    Attack(
        name="output-device",
        what="the output is a device that is always full",
        must="refuse before any work",
        make=files({}),
        options=("--out", "/dev/full"),
        code=5,
        says="is a pipe, socket or device",
    ),
    Attack(
        name="output-folder",
        what="the output is a folder of the source",
        must="refuse before any work",
        make=files({"images/a.png": "x"}),
        options=("--out", "{folder}/site/images"),
        code=5,
        says="is a folder",
    ),
    Attack(
        name="output-circle",
        what="the output is a link to itself",
        must="refuse before any work",
        make=links({"../goal.json": "goal.json"}),
        options=("--out", "{folder}/goal.json"),
        code=5,
        says="Too many levels of symbolic links",
    ),
    Attack(
        name="output-nowhere",
        what="the folder of the output is not there, and has a name that a terminal would obey",
        must="refuse before any work, without obeying it",
        make=files({}),
        options=("--out", "{folder}/\x1b[31m/out.json"),
        code=5,
        says="\\x1b[31m",
    ),
    Attack(
        name="report-over-the-output",
        what="the report is the output, by another name",
        must="refuse before any work",
        make=files({}),
        options=("--out", "{folder}/x.json", "--report", "{folder}/site/../x.json"),
        code=2,
        says="is the file of --out",
    ),
]
