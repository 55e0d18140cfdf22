"""The tree: a file a record, where its record says, and assets under their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from migrate.diagnostics import Finding
from migrate.exporters.tree import TreeExporter
from migrate.interfaces import Ending, Job, Laid, Record
from migrate.model import Asset, Location, OutFile, Page, Site
from tests.conftest import SiteMaker
from tests.exporters.targets import export, tree

PAGES = (
    Page(id="a b.md", kind="page", source=Location(file="a b.md"), title="A", url="/a b/"),
    Page(id="out.md", kind="link", source=Location(file="out.md"), title="O", url=None, target="https://x.example/"),
)
FILES = (("images/one (1).png", "/images/one (1).png"), ("images/a:b.png", "/images/a:b.png"), ("_raw.pdf", None))
ASSETS = [
    Asset(id=id, url=url, file=id, media_type="x/y", size=1, sha256="0" * 64, used=url is None) for id, url in FILES
]
SITE = Site(title=None, url=None, description=None, language=None, timezone="UTC", pages=PAGES)


def exporter(laid: Laid = "none", **options: object) -> TreeExporter:
    job = Job(site=SITE, fields=(), types={}, addresses={}, options=options, files=lambda: FILES, laid=laid)
    return TreeExporter().prepared(job)


def written(*records: Mapping[str, object], to: TreeExporter | None = None) -> tuple[dict[str, str], list[str]]:
    """The files of records, and what was told."""
    told: list[str] = []
    to = to or exporter()
    encoded = [
        to.encode(Record("page", "page", record), lambda code, message: told.append(f"{message} [{code}]"))
        for record in records
    ]
    files, findings = laid_by(to, (file for file in encoded if file is not None))
    told += [f"{finding.message} [{finding.code}]" for finding in findings]
    return {file.path: file.content.decode() for file in files if isinstance(file.content, bytes)}, told


def laid_by(to: TreeExporter, records: Iterable[OutFile] = ()) -> tuple[list[OutFile], list[Finding]]:
    told: list[Finding] = []
    ending = Ending(links=(), assets=ASSETS, findings=lambda: (), tell=told.append)
    return list(to.files(SITE, records, ending)), told


def test_isomer_mini(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = export("tree", out, "--assets", "copy")
    assert done.code == 0
    files = tree(out)
    assert f"wrote {out} ({sum(map(len, files.values())):,} bytes)\n{len(files)} files in it\n" in done.out
    shown = (b"=== %b\n%b\n" % (path.encode(), text) for path, text in files.items() if path.endswith((".md", ".html")))
    golden("isomer-mini.tree.txt", b"".join(shown))
    assert not any(b"page:" in text or b"asset:" in text for path, text in files.items() if path.endswith(".md"))


def test_reserved_keys_say_where_and_how() -> None:
    body = "  One\n\n"
    assert written(
        {"path": "a.md", "title": "A", "content": body},
        {"path": "sub/b.md", "title": "B", "front_matter": {"k": 1}, "format": "toml", "content": body},
        {"path": "c.json", "front_matter": {"k": [1]}, "format": "json", "content": None},
        {"path": "d.txt", "content": body},
    ) == (
        {
            "a.md": f"---\ntitle: A\n---\n{body}",
            "sub/b.md": f"+++\nk = 1\n+++\n{body}",
            "c.json": '{\n  "k": [\n    1\n  ]\n}\n\n',
            "d.txt": body,
        },
        [],
    )


def test_reserved_keys_of_the_wrong_type_are_told() -> None:
    assert written(
        {"path": None},
        {"path": "//"},
        {"path": "a", "content": 5, "front_matter": "x", "format": "xml", "k": "v"},
    ) == (
        {"a": "---\nk: v\n---\n"},
        [
            "`path` is None; the record has no file [record.reserved]",
            "`path` is '//'; the record has no file [record.reserved]",
            "`front_matter` is 'x', not a map of keys; it was passed over [record.reserved]",
            "`content` is 5, not text; it was passed over [record.reserved]",
            "`format` is 'xml', not yaml, toml or json; it was passed over [record.reserved]",
        ],
    )


HOSTILE = {
    "../x": "_/x",
    "a/../../x": "a/_/_/x",
    "/etc/passwd": "etc/passwd",
    "a\0b": "a_b",
    "CON": "CON_",
    "sub/nul.md": "sub/nul_.md",
    "-rf": "_-rf",
    ".ssi-migrate-assets": "_.ssi-migrate-assets",
    "c:\\x": "c__x",
    "a\nb": "a_b~",
    "dot.": "dot_",
    "x" * 300 + ".md": "x",
    "/".join(["long"] * 500): "long/long~",
}


def test_hostile_paths_stay_in_the_folder() -> None:
    files, told = written(*({"path": path, "content": "x"} for path in HOSTILE))
    assert len(files) == len(HOSTILE)
    for path, safe in zip(files, HOSTILE.values(), strict=True):
        assert path.startswith(safe)
        assert len(path.encode()) <= 1000
        assert all(0 < len(part.encode()) <= 200 and part not in (".", "..") for part in path.split("/"))
    assert len(told) == len(HOSTILE) - 1  # a slash at the beginning changes nothing


def test_paths_that_are_one_on_some_file_system() -> None:
    files, told = written(
        *({"path": path, "content": path} for path in ("Map.md", "map.md", "caf\u00e9", "cafe\u0301", "map.md/x"))
    )
    assert list(files.values()) == ["Map.md", "map.md", "caf\u00e9", "cafe\u0301", "map.md/x"]
    assert [path.partition("~")[0] for path in files] == ["Map.md", "map", "caf\u00e9", "caf\u00e9", "map"]
    assert len({path.casefold() for path in files}) == 5
    assert len(told) == 3


def test_refs_become_addresses() -> None:
    assert written(
        {
            "path": "x",
            "front_matter": {
                "image": "asset:images/one (1).png",
                "link": "page:a b.md#top",
                "html": '<a href="page:out.md">x</a>',
                "markdown": "[x](asset:images/one (1).png)",
                "css": "background: url(asset:_raw.pdf)",
                "said": "page: one",
            },
            "content": '<img src="asset:images/one (1).png?v=1" srcset="asset:images/a:b.png 2x">'
            '<a href="page:gone.md">é</a>',
        }
    ) == (
        {
            "x": "---\n"
            "image: /images/one%20%281%29.png\n"
            "link: '/a%20b/#top'\n"
            "html: '<a href=\"https://x.example/\">x</a>'\n"
            "markdown: '[x](/images/one%20%281%29.png)'\n"
            "css: 'background: url(\"/_raw.pdf\")'\n"
            "said: 'page: one'\n"
            "---\n"
            '<img src="/images/one%20%281%29.png?v=1" srcset="/images/a:b.png 2x"><a href="page:gone.md">é</a>'
        },
        ["page:gone.md names nothing of the site [ref.unwritten]"],
    )


@pytest.mark.parametrize(
    ("laid", "paths"),
    [
        ("all", ["static/images/one (1).png", "static/images/a_b.png", "static/_raw.pdf"]),
        ("used", ["static/_raw.pdf"]),
        ("none", []),
    ],
)
def test_assets_lie_under_their_addresses(laid: Laid, paths: list[str]) -> None:
    files, told = laid_by(exporter(laid, assets_folder="/static/"))
    assert [file.path for file in files] == paths
    assert [finding.message for finding in told] == (
        ["its file would be images/a:b.png; it is static/images/a_b.png"] if laid == "all" else []
    )


def test_links_lead_to_the_name_that_an_asset_got() -> None:
    files, _ = written(
        {"path": "x", "content": '<img src="asset:images/a:b.png">'}, to=exporter("all", assets_folder="s")
    )
    assert files == {"x": '<img src="/images/a_b.png">'}


def test_a_page_never_takes_the_name_of_an_asset() -> None:
    files, told = written({"path": "_raw.pdf", "content": "x"}, to=exporter("all"))
    assert [path.partition("~")[0] for path in files] == ["_raw"]
    assert len(told) == 2


def test_jobs_do_not_change_a_file(make_site: SiteMaker, tmp_path: Path) -> None:
    from tests.test_pipeline import many

    site = make_site({**many(120), "images/a.png": b"x"})
    outs = [tmp_path / "one", tmp_path / "two"]
    for jobs, out in enumerate(outs, 1):
        assert export("tree", out, "--assets", "copy", "--jobs", str(jobs), site=site).code == 0
    one, two = ({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()} for out in outs)
    assert one == two
    assert len(one) == 122


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    runs = []
    for _ in range(2):
        assert export("tree", out, "--assets", "copy").code == 0
        runs.append({path: path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert runs[0] == runs[1]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = export("tree", tmp_path / "out", "--assets", "copy", "--dry-run")
    assert done.code == 0
    assert "nothing was written (--dry-run); it would have been " in done.out
    assert list(tmp_path.iterdir()) == []


def test_a_tree_in_the_site_is_no_source(make_site: SiteMaker, tmp_path: Path) -> None:
    site = make_site({"a.md": "---\ntitle: A\n---\nText\n"})
    out = site / "tree"
    before = []
    for _ in range(2):
        assert export("tree", out, site=site).code == 0
        before.append(tree(out))
    assert before[0] == before[1]
    assert list(before[0]) == ["a.md"]
