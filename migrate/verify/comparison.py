"""The manifest held against what is there, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from migrate.verify.found import TRASH, Found, Target
from migrate.verify.manifest import Item
from migrate.verify.matching import matched

# what an import brings beside what a manifest of WordPress speaks of
NOT_COMPARED = (
    "not compared: the menu, featured images, excerpts, authors, the order of pages, postmeta, redirects; look at them "
    "yourself"
)

State = Literal["there", "missing", "moved", "different"]
STATES: tuple[State, ...] = ("there", "missing", "moved", "different")
Field = Literal[
    "uid", "type", "path", "parent", "status", "state", "date", "effective", "title", "description", "language",
    "terms", "order", "default page", "content", "text",
]  # fmt: skip


class Expected(Protocol):
    """What all manifests say of an item."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def path(self) -> str | None: ...


class Thing(Protocol):
    """What is known of a thing of any target."""

    @property
    def key(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def paths(self) -> tuple[str, ...]: ...
    @property
    def status(self) -> str: ...
    @property
    def shown_title(self) -> str: ...


class Difference(NamedTuple):
    """A field that is not as it should be; both values as a person reads them, empty for contents."""

    field: Field
    expected: str
    actual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of an item. `found` is None where it is missing, or what lies in the trash."""

    item: Expected
    state: State
    found: Thing | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A thing that no item became; `copy_of` is the id of an item that it has in its guid all the same."""

    found: Thing
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The verdicts in the manifest's order, and what is there besides."""

    target: str
    verdicts: tuple[Verdict, ...]
    extras: tuple[Extra, ...]
    notes: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return all(verdict.state == "there" for verdict in self.verdicts)

    def counts(self) -> dict[str, int]:
        """How many items of each state, and how many extras."""
        states = [verdict.state for verdict in self.verdicts]
        return {**{state: states.count(state) for state in STATES}, "extra": len(self.extras)}


def comparison(items: Sequence[Item], target: Target) -> Comparison:
    """What became of every item, and what is there that no item names. What lies in the trash is not there."""
    matches = matched(items, target.found)
    look = _Look(items, target, matches)
    taken, ids = {one.key for one in matches.values()}, {item.id for item in items}
    return Comparison(
        target=target.name,
        verdicts=tuple(look.verdict(item) for item in items),
        extras=tuple(
            Extra(found=one, copy_of=one.source if one.source in ids else None)
            for one in target.found
            if one.key not in taken and one.status != TRASH
        ),
        notes=target.notes,
    )


class _Look:
    """Looks at one item after the other."""

    def __init__(self, items: Sequence[Item], target: Target, matches: Mapping[str, Found]) -> None:
        self._matches, self._defaults = matches, target.default_terms
        self._ids = {one.key: id_ for id_, one in matches.items()}
        self._taxonomies = dict.fromkeys(taxonomy for item in items for taxonomy in item.terms)

    def verdict(self, item: Item) -> Verdict:
        one = self._matches.get(item.id)
        if one is None or one.status == TRASH:
            return Verdict(item=item, state="missing", found=one)
        differences = tuple(self._differences(item, one))
        fields = {difference.field for difference in differences}
        state: State = "moved" if fields & {"path", "parent"} else "different" if fields else "there"
        return Verdict(item=item, state=state, found=one, differences=differences)

    def _differences(self, item: Item, one: Found) -> Iterator[Difference]:
        if item.type != one.type:
            yield Difference("type", item.type, one.type)
        if item.path is not None and item.path not in one.paths:
            yield Difference("path", item.path, one.paths[0] if one.paths else "")
        parent = None if one.parent is None else self._ids.get(one.parent, f"number {one.parent}")
        if item.parent != parent:
            yield Difference("parent", item.parent or "", parent or "")
        if item.status != one.status:
            yield Difference("status", item.status, one.status)
        if item.date != one.date:
            yield Difference("date", item.date, one.date)
        if item.title not in (one.title, one.shown_title):
            yield Difference("title", item.title, one.shown_title)
        yield from self._of_terms(item, one)
        yield from _of_content(item, one)

    def _of_terms(self, item: Item, one: Found) -> Iterator[Difference]:
        """Of taxonomies that the manifest speaks of at all; the target's own stopgap counts where it has no other."""
        for taxonomy in self._taxonomies:
            wanted, there = set(item.terms.get(taxonomy, ())), set(one.terms.get(taxonomy, ()))
            stopgap = {self._defaults[taxonomy]} if taxonomy in self._defaults else set()
            if wanted != there and not (not wanted and there == stopgap):
                yield Difference("terms", _listed(taxonomy, wanted), _listed(taxonomy, there))


def _of_content(item: Item, one: Found) -> Iterator[Difference]:
    """A digest that the target does not show is not compared; text that differs says more than content that does."""
    if one.content_sha256 in (None, item.content_sha256):
        return
    differs = one.text_sha256 not in (None, item.text_sha256)
    yield Difference("text" if differs else "content", "", "")


def _listed(taxonomy: str, slugs: set[str]) -> str:
    return f"{taxonomy}: {', '.join(sorted(slugs)) or 'none'}"
