"""What became of every leaf of the source in the records of a mapping: the accounting, carried on to the target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from migrate.accounting import FRONT_MATTER, Ledger, fate_of
from migrate.mapping.kinds import ELSEWHERE
from migrate.mapping.types import Mapping, Type
from migrate.model import Accounting, Fate, Leaf, Leaves, Site

NOT_CHOSEN = "--only and --limit left out the page"

Fated = tuple[Fate, str | None]


class Fates:
    """Follows leaves through `mapping`; `carries` are the kinds of things that its exporter writes by itself."""

    def __init__(self, mapping: Mapping, carries: frozenset[str]) -> None:
        self._types = {type.name: type for type in mapping.types}
        self._kinds = {kind: [type for type in mapping.types if type.of == kind] for kind in _kinds(mapping)}
        self._carries = carries
        self._pages: Counter[tuple[tuple[str, ...], Leaves]] = Counter()
        self._of_leaf = cache(self._page_leaf)

    def page(self, makers: tuple[str, ...], leaves: Leaves) -> None:
        """Notes a page: the name of the type that took it, empty when none did, then those that made records of it."""
        self._pages[makers, leaves] += 1

    def accounting(self, site: Site) -> Accounting | None:
        """The accounting with the fates that the leaves have in the output. Pages that were not noted were not chosen.

        Raises AccountingError when a leaf is lost on the way.
        """
        if site.accounting is None:
            return None
        ledger = Ledger()
        for (makers, leaves), pages in self._pages.items():
            for leaf in leaves:
                self._note(ledger, FRONT_MATTER, leaf, self._of_leaf(makers, leaf), pages)
        for leaves, pages in self._not_chosen(site).items():
            for leaf in leaves:
                self._note(ledger, FRONT_MATTER, leaf, _as_read(leaf) or ("discarded", NOT_CHOSEN), pages)
        for source, leaf in site.leaves:
            self._note(ledger, source, leaf, self._site_leaf(leaf), 1)
        return ledger.closed()

    def reported(self) -> Counter[tuple[str, str]]:
        """How many pages have a value at a path that is in no record and that only this tells of, by type and path."""
        found: Counter[tuple[str, str]] = Counter()
        for (makers, leaves), pages in self._pages.items():
            name = next(filter(None, makers), None)
            if name is None:
                continue  # no type takes the page, which is told
            paths = {_path(leaf, leaf.fields[0]) for leaf in leaves if leaf.fields and self._is_reported(makers, leaf)}
            found.update(dict.fromkeys(((name, path) for path in paths), pages))
        return found

    def _is_reported(self, makers: tuple[str, ...], leaf: Leaf) -> bool:
        return self._of_leaf(makers, leaf)[0] == "reported"

    def _not_chosen(self, site: Site) -> Counter[Leaves]:
        rest = Counter(page.leaves for page in site.pages)
        for (_, leaves), pages in self._pages.items():
            rest[leaves] -= pages
        return +rest

    def _note(self, ledger: Ledger, source: str, leaf: Leaf, fated: Fated, times: int) -> None:
        fate, why = fated
        ledger.read(source, leaf.leaves * times)
        ledger.column(source, fate, why)[leaf.key] += leaf.leaves * times

    def _page_leaf(self, makers: tuple[str, ...], leaf: Leaf) -> Fated:
        if (told := _as_read(leaf)) is not None:
            return told
        by, *made = (self._types.get(name) for name in makers)
        paths = [_path(leaf, field) for field in leaf.fields]
        found = [_covered(type, path) for type in made if type is not None for path in paths]
        found += [self._elsewhere(path) for path in paths]
        if (fate := _best(found)) is not None:
            return fate, None
        if by is None:
            return "reported", None
        if by.skip is not None:
            return "discarded", by.skip
        return _left(by, paths)

    def _elsewhere(self, path: str) -> Fate | None:
        name = path.partition(".")[0]
        if name in ("aliases", "redirects") and "redirect" in self._carries:
            return "mapped"
        found: list[Fate | None] = [
            _covered(type, _in_kind(path, kind, field)) or ("kept" if type.keeps else None)
            for kind, field in ELSEWHERE.get(name, ())
            for type in self._kinds.get(kind, ())
            if type.skip is None
        ]
        return _best(found)

    def _site_leaf(self, leaf: Leaf) -> Fated:
        if (told := _as_read(leaf)) is not None:
            return told
        kind, _, path = leaf.fields[0].partition(".")
        if kind in self._carries:
            return fate_of(leaf), None
        types = self._kinds.get(kind, [])
        found = [_covered(type, path) for type in types if type.skip is None]
        if kind in ("navigation", "footer"):
            whole = kind if kind == "navigation" else f"footer.{path.removeprefix('values.')}"
            found += [_covered(type, whole) for type in self._kinds.get("site", ())]
        if (fate := _best(found)) is not None:
            return fate, None
        left = [("discarded", type.skip) if type.skip is not None else _left(type, [path]) for type in types]
        return next((one for one in left if one[0] != "reported"), ("reported", None))


def _in_kind(path: str, kind: str, field: str) -> str:
    """The path of a page's value in a thing of another kind: `sections.hero.title` is `values.title` of a section."""
    deep = path.split(".")[2:] if kind == "section" else []
    return ".".join([field, *deep])


def _kinds(mapping: Mapping) -> set[str]:
    return {type.of for type in mapping.types}


def _as_read(leaf: Leaf) -> Fated | None:
    """The fate of leaves that are in no field; None for those that are."""
    return None if leaf.fields else (fate_of(leaf), leaf.why)


def _path(leaf: Leaf, field: str) -> str:
    """The path of the leaves as rules name it: below `meta` and `sections` as deep as the leaf stands."""
    deep = leaf.key.replace("\0", ".").replace("[]", "")
    if field.startswith("meta."):
        return f"meta.{deep}"
    return deep if field == "sections" and deep.startswith("sections") else field


def _covered(type: Type, path: str) -> Fate | None:
    """What a type makes of the value at `path`: `kept` where it only hands on all of `meta`, None where it has none."""
    found: Fate | None = "mapped" if path in type.asked else None
    for read in type.paths:
        if read == path or path.startswith(f"{read}.") or read.startswith(f"{path}."):
            if read != "meta":
                return "mapped"
            found = "kept"
    return found


def _best(fates: Iterable[Fate | None]) -> Fate | None:
    found = set(fates)
    return "mapped" if "mapped" in found else "kept" if "kept" in found else None


def _left(type: Type, paths: list[str]) -> Fated:
    """What a type says of values that none of its rules reads."""
    for path in paths:
        if (why := type.reason(path)) is not None:
            return "discarded", why
    # of a value that a rule takes in part, the rest is nowhere
    whole = {".".join(path.split(".")[: 2 if path.startswith("meta.") else 1]) for path in paths}
    return ("kept" if type.keeps and whole.isdisjoint(type.reads) else "reported"), None
