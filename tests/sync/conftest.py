"""A small site and a job of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import SiteMaker
from tests.run import Done, run

FILES: dict[str, str | bytes] = {
    "index.md": "---\ntitle: Home\npermalink: /\n---\n[one](/one/) [two](/two/#deep)\n",
    "one.md": "---\ntitle: One\npermalink: /one/\n---\nOf the first.\n",
    "two.md": "---\ntitle: Two\npermalink: /two/\n---\n## Deep\n",
    "three.md": "---\ntitle: Three\npermalink: /three/\n---\nThere are {{ site.pages.size }}.\n",
    "four.md": "---\ntitle: Four\npermalink: /four/\n---\n[lost](/nowhere/)\n",
    "five.md": "---\ntitle: Five\npermalink: /five/\n---\nOf the fifth.\n",
}
Plan = dict[str, tuple[str, list[str]]]


class Work(NamedTuple):
    """A job in the working folder."""

    root: Path

    def sync(self, *arguments: str) -> Done:
        return run("sync", "site", "--to", "json", "--out", "out", "--fail-on", "never", *arguments)

    def ok(self, *arguments: str) -> Done:
        done = self.sync(*arguments)
        assert done.code == 0, done.err
        return done

    def plan(self, *arguments: str) -> Plan:
        """What would be done to each page that does not stay the same, and why."""
        entries = json.loads(self.ok("--plan", "--json", *arguments).out)["entries"]
        return {entry["id"]: (entry["what"], entry["reasons"]) for entry in entries if entry["what"] != "same"}

    def write(self, name: str, text: str) -> None:
        (self.root / "site" / name).write_text(text)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / "site" / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    def rename(self, old: str, new: str) -> None:
        (self.root / "site" / old).rename(self.root / "site" / new)

    def remove(self, name: str) -> None:
        (self.root / "site" / name).unlink()

    def document(self) -> dict[str, list[dict[str, object]]]:
        found = json.loads((self.root / "out" / "site.json").read_bytes())
        assert isinstance(found, dict)
        return found

    def ids(self) -> list[object]:
        return [page["id"] for page in self.document()["pages"]]

    def redirects(self) -> list[tuple[object, object]]:
        return [(one["from"], one["to"]) for one in self.document()["redirects"]]

    def changes(self, run: int) -> dict[str, list[dict[str, object]]]:
        found = json.loads((self.root / "changes" / f"out-{run:06d}.json").read_bytes())
        assert isinstance(found, dict)
        return found


@pytest.fixture
def work(make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A job that has run once."""
    monkeypatch.chdir(tmp_path)
    make_site(FILES, config="timezone: UTC\n")
    done = Work(tmp_path)
    done.ok()
    return done


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the pages that are made anew."""
    from migrate.sync import reuse

    found: list[str] = []
    one: Callable[..., object] = reuse._one

    def noted(work: object, page: object) -> object:
        found.append(page.id)  # type: ignore[attr-defined]  # a page
        return one(work, page)

    monkeypatch.setattr(reuse, "_one", noted)
    return found


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Which runs went the short way, of those that tried it."""
    from migrate.sync import run as runs

    found: list[bool] = []
    shortly = runs._Run._short

    def noted(self: runs._Run, *arguments: object) -> runs.Outcome | None:
        outcome = shortly(self, *arguments)  # type: ignore[arg-type]  # its own
        found.append(outcome is not None)
        return outcome

    monkeypatch.setattr(runs._Run, "_short", noted)
    return found
