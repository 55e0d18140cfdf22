"""The accounting of real sites against counts by other code: PyYAML's nodes and Python's json and csv readers."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import corpus_sites
from tests.run import run

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

FRONT = re.compile(r"---[ \t\r]*\n(.*?\n?)^(?:---|\.\.\.)[ \t\r]*$", re.S | re.M)
# what stands in a field and in `meta` too counts as mapped
IN_BOTH = {"tag", "file_url", "external", "redirect_from", "redirect_to", "last_modified_at", "language"}


@pytest.fixture(scope="module", params=corpus_sites(), ids=lambda site: site.name)
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A site of the corpus and its `site.json`."""
    out = tmp_path_factory.mktemp("accounting") / "site.json"
    assert run("export", str(request.param), "--to", "json", "--out", str(out), "--quiet").code in (0, 1)
    return request.param, json.loads(out.read_bytes())


def count_nodes(node: yaml.Node) -> int:
    """Leaves, those of duplicate keys too: a node still has every pair that was written."""
    if isinstance(node, yaml.MappingNode):
        return sum(count_nodes(value) for _, value in node.value) if node.value else 1
    if isinstance(node, yaml.SequenceNode):
        return sum(count_nodes(value) for value in node.value) if node.value else 1
    return 1


def count(value: Any) -> int:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else None
    return sum(map(count, inner)) if inner else 1


def in_yaml(text: str) -> int:
    """A file that says nothing (null, an empty list or map) has no leaf; one that is not YAML is one leaf."""
    node = composed(text)
    if isinstance(node, str):
        return 1
    said = node is not None and node.value not in ("", "null", "~", [])
    return count_nodes(node) if said and node is not None else 0


def composed(text: str) -> yaml.Node | str | None:
    """The nodes of the document, or what is wrong with it."""
    try:
        return yaml.compose(text.removeprefix("\ufeff"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        return str(error)


def front_matter(path: Path) -> str:
    found = FRONT.match(path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    return found[1] if found else ""


def in_data(path: Path) -> int:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix == ".json":
        value = json.loads(text)
        return count(value) if value not in (None, [], {}) else 0
    if path.suffix in (".csv", ".tsv"):
        rows = csv.DictReader(text.splitlines(), delimiter="\t" if path.suffix == ".tsv" else ",")
        return sum(len(row) for row in rows)
    return in_yaml(text)


def data_files(site: Path) -> Iterator[Path]:
    for path in sorted((site / "_data").rglob("*")):
        if path.is_file() and path.suffix in (".yml", ".yaml", ".json", ".csv", ".tsv"):
            yield path


def tallied(document: Any, *fates: str) -> Counter[tuple[str, str]]:
    """Leaves by source and the first name of the key."""
    counts: Counter[tuple[str, str]] = Counter()
    for tally in document["accounting"]["keys"]:
        if not fates or tally["fate"] in fates:
            counts[tally["source"], re.split(r"[.\[]", tally["key"])[0]] += tally["leaves"]
    return counts


def test_leaves(exported: tuple[Path, Any]) -> None:
    """Source by source, all that was read."""
    site, document = exported
    read: Counter[str] = Counter()
    for page in document["pages"]:
        read["front matter"] += in_yaml(front_matter(site / page["source"]["file"]))
    for path in (site / "_config.yml", *site.glob("_*/collection.yml")):
        read[str(path.relative_to(site))] += in_yaml(path.read_text(encoding="utf-8-sig"))
    for path in data_files(site):
        read[str(path.relative_to(site))] += in_data(path)
    found: Counter[str] = Counter()
    for (source, _), leaves in tallied(document).items():
        found[source] += leaves
    assert found == +read
    accounting = document["accounting"]
    sums = [accounting[fate] for fate in ("mapped", "kept", "discarded", "reported")]
    assert accounting["leaves"] == read.total() == sum(sums)


def test_what_is_kept_of_front_matter_stands_in_meta(exported: tuple[Path, Any]) -> None:
    """Key by key, exactly so many leaves as the pages have in `meta` whose own front matter names the key."""
    site, document = exported
    there: Counter[tuple[str, str]] = Counter()
    for page in document["pages"]:
        node = composed(front_matter(site / page["source"]["file"]))
        own = {name.value for name, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
        for key, value in page["meta"].items():
            if key in own:
                there["front matter", key] += count(value)
    kept = {key: leaves for key, leaves in tallied(document, "kept").items() if key[0] == "front matter"}
    assert {key: leaves for key, leaves in kept.items() if key[1] not in IN_BOTH} == {
        key: leaves for key, leaves in there.items() if key[1] not in IN_BOTH
    }
    assert all(leaves <= there[key] for key, leaves in kept.items())


def test_what_is_kept_of_files_stands_in_the_site(exported: tuple[Path, Any]) -> None:
    """The configuration whole, each data file under its name, and of the navigation what its nodes have in `meta`."""
    _, document = exported
    config = menu = data = 0
    for (source, _), leaves in tallied(document, "kept").items():
        if source.startswith("_data/navigation"):
            menu += leaves
        elif source.startswith("_data/"):
            data += leaves
        elif source != "front matter":
            config += leaves
    others = tallied(document, "mapped").items()
    mapped = [leaves for (source, _), leaves in others if source.endswith(("_config.yml", "/collection.yml"))]
    site = document["site"]
    assert config + sum(mapped) == count(site["config"])
    values = dict(site["data"])
    rest = values.pop("navigation", {})
    assert data == sum(count(value) for value in values.values() if value not in ({}, []))
    assert menu == (count(rest) if rest else 0) + sum(map(in_meta, document["navigation"]))


def in_meta(node: Any) -> int:
    """Leaves in the `meta` of a node and below it; a category's `slug` is the name of its folder."""
    own = count(node["meta"]) if node["meta"] and node["kind"] != "category" else 0
    return own + sum(map(in_meta, node["children"]))


def test_what_is_mapped_of_sections_stands_in_sections(exported: tuple[Path, Any]) -> None:
    _, document = exported
    blocks = [section for page in document["pages"] for section in page["sections"] if "contact_us" not in section]
    assert tallied(document, "mapped")["front matter", "sections"] == sum(map(count, blocks))
