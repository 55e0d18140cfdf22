"""What `--to wxr` writes, imported into a real WordPress with its files, asked for over REST: all, and each fault."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from migrate.cli.verify import PASSWORD
from tests.conftest import PROJECT
from tests.exporters.wxr.importer import Written, exported
from tests.run import Done, run
from tests.wordpress.seed import Editor
from tests.wordpress.server import Site

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

OPTIONS = {
    "in-one": {"  author: editor": "  author: editor\n  asset_base: https://old.example"},
    "in-parts": {"  author: editor": "  author: editor\n  asset_base: https://old.example\n  split: 30 KB"},
}


class Imported(NamedTuple):
    """A site in which all of an export is."""

    site: Site
    written: Written

    def verified(self) -> list[Done]:
        """Over REST, and by a dump."""
        manifest = str(self.written.folder / "manifest.json")
        dump = self.written.folder.with_name("dump.json")
        dump.write_text(self.site.php("dump.php"), "utf-8")
        return [
            run("verify", manifest, "--wordpress", self.site.url, "--user", self.site.user),
            run("verify", manifest, "--dump", str(dump)),
        ]

    def number(self, id: str) -> int:
        """WordPress's number of an item."""
        (found,) = (item for item in self.written.manifest.values() if item["id"] == id)
        things = json.loads(self.site.php("dump.php"))["items"]
        (number,) = (one["id"] for one in things if (one["type"], one["path"]) == (found["type"], found["path"]))
        return int(number)


@pytest.fixture(params=list(OPTIONS))
def imported(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Imported:
    monkeypatch.setenv(PASSWORD, site.password)
    site.php("empty.php")
    source = PROJECT / "fixtures" / "isomer-mini"
    written = exported(source, tmp_path / "export", "--fail-on", "never", changes=OPTIONS[request.param])
    for name in written.names:
        site.php("import.php", str(written.folder / name))
        site.php("fetch.php", str(written.folder / name))
    return Imported(site, written)


def lines(done: Done) -> list[str]:
    """What was told but for notes and remedies, and of the summary but for the target's name."""
    *told, summary = done.out.splitlines()
    return [*(line.partition("; ")[0] for line in told if not line.startswith("note: ")), summary.partition(": ")[2]]


def test_all_of_it_is_there(imported: Imported) -> None:
    count = len(imported.written.manifest)
    for done in imported.verified():
        assert (done.code, done.err) == (0, "")
        assert lines(done) == [f"{count} items: {count} there, 0 missing, 0 moved, 0 different"]


class Fault(NamedTuple):
    """What an editor does to the thing of an id, and what is told of it behind `TYPE ID: `."""

    id: str
    method: str
    route: str
    change: dict[str, object]
    told: str
    counted: str


VISIT, REGATTA = "pages/visit.md", "pages/regatta.md"
POST, CHART = "newsroom/notices/_posts/2026-02-14-post-north-mole-relit.md", "asset:images/homepage/night banner.png"
FAULTS = {
    "deleted": Fault(REGATTA, "DELETE", "pages/{}?force=true", {}, "is not there at {path}", "missing"),
    "trashed": Fault(REGATTA, "DELETE", "pages/{}", {}, "lies in the trash at {path}", "missing"),
    "renamed": Fault(REGATTA, "POST", "pages/{}", {"title": "Boats"}, "title is `Boats`, not `{title}`", "different"),
    "hidden": Fault(REGATTA, "POST", "pages/{}", {"status": "draft"}, "status is `draft`, not `publish`", "different"),
    "emptied": Fault(POST, "POST", "posts/{}", {"content": ""}, "visible text differs", "different"),
    "dated": Fault(
        POST, "POST", "posts/{}", {"date": "2020-01-01T00:00:00"}, "date is `2020-01-01 00:00:00`, not `{date}`",
        "different",
    ),
    "a-file-is-gone": Fault(CHART, "DELETE", "media/{}?force=true", {}, "is not there at {path}", "missing"),
}  # fmt: skip


@pytest.mark.parametrize("imported", ["in-one"], indirect=True)
@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found(imported: Imported, name: str) -> None:
    fault = FAULTS[name]
    item = imported.written.manifest[fault.id]
    Editor(imported.site).ask(fault.method, fault.route.format(imported.number(fault.id)), fault.change)
    told = f"{item['type']} {fault.id}: {fault.told.format(**item)}"
    for done in imported.verified():
        assert done.code == 1
        assert told in lines(done)  # where a file is gone, the pages with it differ as well
        assert f", 1 {fault.counted}" in lines(done)[-1]


@pytest.mark.parametrize("imported", ["in-one"], indirect=True)
def test_a_picture_that_is_exchanged_in_a_content(imported: Imported) -> None:
    """Only the addresses that the import itself changed are no difference."""
    number = imported.number(VISIT)
    route = f"pages/{number}"
    content = Editor(imported.site).ask("GET", f"{route}?context=edit")["content"]
    assert isinstance(content, dict)
    other, count = re.subn(r"(/wp-content/uploads/)patience", r"\1impatience", content["raw"])
    assert count == 1
    Editor(imported.site).ask("POST", route, {"content": other})
    for done in imported.verified():
        assert (done.code, lines(done)[0]) == (1, f"page {VISIT}: content differs, its visible text does not")
