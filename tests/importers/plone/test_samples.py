"""Exports that real Plone wrote: all of each is there, and all of it is counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from migrate.accounting import leaves
from tests.conftest import ORACLES
from tests.run import run

SAMPLES = ORACLES / "oracles" / "plone" / "samples"


def samples() -> list[Path]:
    found = [*SAMPLES.glob("*.exportimport-*"), *SAMPLES.glob("handmade/*")]
    return sorted(path for path in found if path.is_dir())


def items_of(root: Path) -> list[dict[str, Any]]:
    """The items as the files have them."""
    new = sorted(root.glob("content/*/data.json"))
    numbered = sorted(root.glob("*/[0-9]*.json"))
    if new or numbered:
        return [json.loads(path.read_bytes()) for path in (new or numbered)]
    return list(json.loads((root / "Plone.json").read_bytes()))


@pytest.fixture(scope="module", params=samples(), ids=lambda path: path.name)
def sample(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


pytestmark = pytest.mark.corpus


def exported(root: Path, to: str, out: Path) -> None:
    done = run("export", str(root), "--to", to, "--out", str(out), "--assets", "copy", "--fail-on", "error")
    assert done.code == 0, done.err


def test_every_item_is_a_page_or_a_file(sample: Path, tmp_path: Path) -> None:
    exported(sample, "json", tmp_path / "site.json")
    site = json.loads((tmp_path / "site.json").read_bytes())
    said, counts = items_of(sample), site["accounting"]
    there = {page["id"]: (page["layout"], page["title"]) for page in site["pages"]}
    there |= {
        asset["id"]: (asset["meta"]["portal_type"], asset["title"] or "")
        for asset in site["assets"]
        if "portal_type" in asset["meta"]
    }
    roots = {one["UID"] for one in said if one["@type"] == "Plone Site"}
    assert there == {
        "plone_site_root" if one["UID"] in roots else one["UID"]: (one["@type"], one["title"]) for one in said
    }
    sums = Counter({fate: counts[fate] for fate in ("mapped", "kept", "discarded", "reported")})
    assert sums.total() == counts["leaves"]
    assert sum(key["leaves"] for key in counts["keys"]) == counts["leaves"]
    of_items = sum(key["leaves"] for key in counts["keys"] if not key["source"].endswith(".json"))
    assert of_items == sum(leaves(one) for one in said)
    assert [link for page in site["pages"] for link in page["links"] if link["target"] is None] == []


@pytest.mark.parametrize("to", ["wxr", "hugo", "drupal", "ghost"])
def test_every_target_takes_it(sample: Path, to: str, tmp_path: Path) -> None:
    exported(sample, to, tmp_path / "out")
