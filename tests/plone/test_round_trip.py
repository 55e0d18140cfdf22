"""Real exports of Plone → Site → `--to plone` → a real Plone: what is there is what Plone's own import of them leaves.

Where it is not, the difference stands in `REASONS`, and none of them is content that was lost.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from migrate.ploneuids import true_uid
from tests.conftest import ORACLES, PROJECT
from tests.plone.install import missing
from tests.plone.server import Dump, Plone, running
from tests.run import run

pytestmark = [pytest.mark.oracle, pytest.mark.corpus, pytest.mark.slow]

SAMPLES = ORACLES / "oracles" / "plone" / "samples"
LANGUAGES = ("en", "de")
# the folder of each sample, and the kind of site that it came from
KINDS = {
    "plone.exportimport-volto": "volto",
    "plone.exportimport-classic": "classic",
    "plone.exportimport-multilingual": "classic-multilingual",
    "collective.exportimport-classic": "classic",
    "collective.exportimport-volto-dir-blobpath": "volto",
    "collective.exportimport-multilingual": "classic-multilingual",
    "handmade/good-ei": "classic",
    "handmade/good-ce": "classic",
    "handmade/ml-ei": "classic-multilingual",  # without the folders of its languages, which the target has
}


class Difference(NamedTuple):
    """A value that differs, of the item at a path or of the site; `item` is that item as ours has it.

    `new` are the paths of what Plone's own import left out, `paths` those of what is in the export, by UID.
    """

    sample: str
    path: str
    name: str
    direct: Any
    ours: Any
    item: Any
    new: frozenset[str]
    paths: Mapping[str, str]

    @property
    def by_list(self) -> bool:
        """Whether the direct import was one of collective.exportimport."""
        return not (SAMPLES / self.sample / "content").is_dir()

    @property
    def is_new(self) -> bool:
        return self.path in self.new

    def of_a_folder_of_languages(self) -> bool:
        return self.item is not None and self.item["portal_type"] in ("LRF", "LIF")

    def without_bytes(self) -> bool:
        fields = {"File": "file", "Image": "image", "News Item": "image"}
        return self.is_new and bool(fields[self.item["portal_type"]] not in self.item["fields"])


def same_links(one: Difference) -> bool:
    """Whether both are the same when each link is followed to what it leads to."""
    direct, ours = (_followed(value, one.paths) for value in (one.direct, one.ours))
    return one.direct is not None and direct == ours


def _followed(value: object, paths: Mapping[str, str]) -> str:
    def path(found: re.Match[str]) -> str:
        return paths.get(found[1], found[1])

    return re.sub(r"(?:\.\.)?/?resolveuid/([0-9a-f]{32})", path, json.dumps(value, sort_keys=True))


def without_importer(one: Difference) -> bool:
    if not one.by_list or one.name != "local_roles":
        return False
    return bool({user: roles for user, roles in (one.direct or {}).items() if user != "admin"} == one.ours)


def leads_to_new(one: Difference) -> bool:
    """Whether all that is more in ours is what Plone's own import left out."""
    more = [value for value in one.ours or () if value not in (one.direct or ())]
    if one.name == "children_in_order":
        paths = [f"{one.path}/{name}" for name in more]
    elif one.name == "relatedItems":
        paths = [value["to_path"].removeprefix("/Plone") for value in more]
    elif one.path == "relations":
        paths = [one.paths[to] for _, _, to in more]
    else:
        return False
    return bool(paths) and set(paths) <= one.new


# why a difference is none of content that was lost, and which ones these are
REASONS: dict[str, Callable[[Difference], bool]] = {
    "what is published without a date would sort as if it were of 1969: it gets that of its last change": lambda one: (
        one.name == "effective" and one.direct is None and one.item["review_state"] == "published"
    ),
    "plone.exportimport takes entities for the characters that they stand for; ours arrives as it was": lambda one: (
        one.name == "text" and html.unescape(one.ours["raw"]) == one.direct["raw"]
    ),
    "plone.exportimport adds a language to the UID of what is shown in each, and another at each import": lambda one: (
        one.name == "UID" and not one.is_new and true_uid(one.ours) == true_uid(one.direct)
    ),
    "links to what is on the site name it by its UID, so that they outlive a move": same_links,
    "a page of Volto without blocks is blank: the site itself shows its title": lambda one: (
        one.path == "/" and one.name in ("blocks", "blocks_layout") and one.direct in (None, {"items": []})
    ),
    "any import changes the site itself, and the folders of languages that it has": lambda one: (
        one.name == "modified"
        and (one.path == "/" or one.of_a_folder_of_languages())
        and one.path not in one.paths.values()
    ),
    "collective.exportimport makes whoever imports the owner of everything": without_importer,
    "and the creator of what has none": lambda one: one.by_list and one.name == "creators" and one.direct == ["admin"],
    "it leaves the site itself as it is": lambda one: one.by_list and (one.path, one.name) == ("/", "title"),
    "and what each language has already": lambda one: (
        one.by_list and one.of_a_folder_of_languages() and one.name in ("UID", "created", "modified", "creators")
    ),
    "it leaves out what has a file or picture whose bytes are not there; ours comes without. The blobs of the "
    "sample volto-dir-blobpath lay in the site that it is of": lambda one: one.by_list and one.without_bytes(),
    "and what leads to it": lambda one: one.by_list and leads_to_new(one),
}


Given = dict[str, set[str]]  # by sample, the reasons that were given


@pytest.fixture(scope="module")
def given() -> Given:
    return {}


@pytest.fixture(scope="module")
def plone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plone]:
    if reason := missing():
        pytest.skip(reason)
    with running(tmp_path_factory.mktemp("plone")) as started:
        yield started


def mapping(kind: str, folder: Path) -> Path:
    """The mapping that is shipped, for a site with all of `LANGUAGES`."""
    name = "plone" if kind.startswith("volto") else "plone-classic"
    text = (PROJECT / "mappings" / f"{name}.yml").read_text()
    path = folder / f"{name}.yml"
    path.write_text(re.sub(r"(?m)^  languages: .*", f"  languages: [{', '.join(LANGUAGES)}]", text))
    return path


@pytest.mark.parametrize("sample", KINDS)
def test_round_trip(plone: Plone, given: Given, sample: str, tmp_path: Path) -> None:
    if not (SAMPLES / sample).is_dir():
        pytest.skip(f"no samples at {SAMPLES}")
    plone.fresh(KINDS[sample], LANGUAGES)
    plone.imported(SAMPLES / sample)
    direct, out = plone.dump(), tmp_path / "out"
    words = ("--mapping", str(mapping(KINDS[sample], tmp_path)), "--out", str(out), "--fail-on", "error", "--quiet")
    assert run("export", str(SAMPLES / sample), *words) == (0, "", "")
    plone.fresh(KINDS[sample], LANGUAGES)
    assert plone.imported(out / "import").faults == []
    ours = plone.dump()
    found = [(reason_of(one), one) for one in differences(sample, direct, ours)]
    assert [(one.path, one.name, one.direct, one.ours) for reason, one in found if reason is None] == []
    given[sample] = {reason for reason, _ in found if reason is not None}
    (tmp_path / "dump.json").write_text(json.dumps(ours))
    done = run("verify", str(out / "manifest.json"), "--dump", str(tmp_path / "dump.json"))
    assert (done.code, done.err) == (0, "")


def reason_of(one: Difference) -> str | None:
    return next((reason for reason, explains in REASONS.items() if explains(one)), None)


def test_every_reason_is_needed(given: Given) -> None:
    """Runs after all samples."""
    if given.keys() != KINDS.keys():
        pytest.skip("not all samples were looked at, or some are not as they should be")
    assert set().union(*given.values()) == REASONS.keys()


def differences(sample: str, direct: Dump, ours: Dump) -> Iterator[Difference]:
    items = {item["path"]: item for item in ours["items"]}
    new = frozenset(items) - {item["path"] for item in direct["items"]}
    paths = dict(_addresses(SAMPLES / sample))
    left, right = dict(_values(direct)), dict(_values(ours))
    for path, name in sorted(left.keys() | right.keys()):
        one, other, item = left.get((path, name)), right.get((path, name)), items.get(path)
        if one != other:
            yield Difference(sample, path, name, one, other, item, new, paths)


def _addresses(folder: Path) -> Iterator[tuple[str, str]]:
    """The path of each item of an export, by its UID."""
    for file in folder.rglob("*.json"):
        found = json.loads(file.read_text("utf-8"))
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict) and {"UID", "@id", "@type"} <= item.keys():
                yield item["UID"], re.sub(r"https?://[^/]+/Plone", "", item["@id"])


# what follows from other values, or is that of the site which was there before
_DERIVED = frozenset(("path", "position", "catalog", "fields"))


def _values(dump: Dump) -> Iterator[tuple[tuple[str, str], Any]]:
    """Every value of a dump. Comments are those of their items; which links lead where is what texts say."""
    for item in dump["items"]:
        if item["portal_type"] != "Discussion Item":
            for name, value in {**item, **item["fields"]}.items():
                if name not in _DERIVED and not (item["portal_type"] == "Plone Site" and name == "UID"):
                    yield (item["path"], name), value
    for name in ("redirects", "members", "groups"):
        for key, value in dump[name].items():
            yield (name, key), value
    yield ("relations", ""), [one for one in dump["relations"] if one[1] != "isReferencing"]
