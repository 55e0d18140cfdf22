"""Where an address leads in the end, when every redirect before it was followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from migrate.redirects import address, patterns
from migrate.redirects.address import Address, RefusedError
from migrate.redirects.patterns import Patterns
from migrate.redirects.reading import PERMANENT, Draft, Query, pairs

MOST_PATTERNS = 10  # of one journey: patterns can make an address longer at every step, without end

Kind = Literal["there", "outside", "case", "loop", "nowhere"]
Node = tuple[str, str]


class End(NamedTuple):
    """Where a journey ends, after how many redirects; `status` is that of the first that is not for ever.

    `passes` says whether the query that it began with goes along.
    """

    kind: Kind
    address: Address
    hops: int = 0
    status: int | None = None
    passes: bool = True


class _Step(NamedTuple):
    draft: Draft
    target: Address
    is_pattern: bool = False


class There:
    """The addresses of the new site, decoded, as it serves them; iterating gives their keys."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._forms: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for written in paths:
            try:
                path = address.path(written)
            except RefusedError:
                continue  # nothing can be sent there
            key = address.key(path)
            self._forms.setdefault(key, path)
            self._folded.setdefault(key.casefold(), key)

    def __contains__(self, key: str) -> bool:
        return key in self._forms

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def form(self, key: str) -> str | None:
        return self._forms.get(key)

    def but_for_case(self, key: str) -> str | None:
        """The key that is there and differs in upper and lower case alone."""
        return self._folded.get(key.casefold())


class Journeys:
    """Follows addresses through the redirects of a site; what was followed once is known."""

    def __init__(
        self, there: There, exact: Mapping[tuple[str, Query], Draft], open_ones: Sequence[Draft], shapes: Patterns
    ) -> None:
        self._there = there
        self._exact = exact
        self._open = open_ones
        self._shapes = shapes
        self._known: dict[Node, End] = {}

    def is_there(self, goal: Address) -> bool:
        return address.key(goal.path) in self._there

    def end(self, start: Address) -> End:
        """Where `start` leads."""
        trail: dict[Node, tuple[_Step, bool]] = {}
        found, here, by_pattern = None, start, 0
        while found is None:
            node = (address.key(here.path), here.query)
            found = self._last(here, node[0]) or self._known.get(node)
            if found is not None:
                break
            if node in trail or by_pattern > MOST_PATTERNS:
                found = End("loop", here)
                break
            step = self._step(here, node[0])
            if step is None:
                found = self._nowhere(here, node[0])
                break
            trail[node] = (step, bool(step.draft.query))
            by_pattern += step.is_pattern
            here = step.target
        return _after(self._back(trail, found), start)

    def _last(self, here: Address, key: str) -> End | None:
        if here.site:
            return End("outside", here)
        form = self._there.form(key)
        return None if form is None else End("there", Address("", form))

    def _nowhere(self, here: Address, key: str) -> End:
        near = self._there.but_for_case(key)
        form = None if near is None else self._there.form(near)
        return End("nowhere", here) if form is None else End("case", Address("", form))

    def _step(self, here: Address, key: str) -> _Step | None:
        draft = (self._exact.get((key, _pairs(here.query))) if here.query else None) or self._exact.get((key, ()))
        if draft is not None:
            return _Step(draft, draft.target)
        found = self._shapes.match(here.path) if len(self._shapes) else None
        if found is None:
            return None
        draft = self._open[found[0]]
        return _Step(draft, patterns.filled(draft.target, found[1]), True)

    def _back(self, trail: dict[Node, tuple[_Step, bool]], end: End) -> End:
        """The end as it is from the beginning of the trail; it is noted for every address on it."""
        for node, (step, consumes) in reversed(trail.items()):
            further = _after(end, step.target)
            status = step.draft.status if step.draft.status not in PERMANENT else further.status
            end = End(further.kind, further.address, further.hops + 1, status, passes=not consumes)
            self._known[node] = end
        return end


def _after(end: End, before: Address) -> End:
    """The end as it is for a visitor who comes from `before`, whose query and fragment go along."""
    if not before.query and not before.fragment:
        return end
    return end._replace(address=end.address.after(before if end.passes else before._replace(query="")))


def _pairs(query: str) -> Query:
    try:
        return pairs(query)
    except RefusedError:
        return ()
