"""Redirects for many addresses: where they lead for any of them, and which addresses of the new site they would hide.

What stands in a place is not known, so a pattern is followed with marks in its places: once with nothing where all the
rest stands, once with one segment, once with two. What holds for these three is taken to hold for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from migrate.redirects import address, patterns
from migrate.redirects.address import MARK, Address
from migrate.redirects.following import Journeys
from migrate.redirects.patterns import Patterns
from migrate.redirects.reading import PERMANENT, Draft
from migrate.redirects.rule import SPLAT, Piece

_RESTS = ("", f"{MARK}{SPLAT}{MARK}", f"{MARK}{SPLAT}{MARK}/{MARK}more{MARK}")


class OpenEnd(NamedTuple):
    """Where a redirect for many addresses leads; `code` is what is to be told of it, and without a target it goes."""

    target: Address | None
    status: int
    code: str | None = None
    why: str = ""


def open_end(draft: Draft, journeys: Journeys) -> OpenEnd:
    """Where `draft` leads in the end, marked at its places."""
    variants = [_filled(draft.target, rest) for rest in _RESTS]
    ends = [journeys.end(variant) for variant in variants]
    if any(end.kind == "loop" for end in ends) or _leads_to_itself(draft, journeys):
        return OpenEnd(None, draft.status, "redirect.loop", "following it never ends")
    end = ends[1]
    if end.kind == "nowhere" and MARK not in draft.target.path:
        return OpenEnd(None, draft.status, "redirect.nowhere", f"the new site has nothing at {end.address.path}")
    if end.kind == "case" and not end.hops:
        return OpenEnd(end.address, draft.status, "redirect.case", f"taken as {end.address}")
    if not any(end.hops for end in ends):
        return OpenEnd(end.address, draft.status)
    if any(_filled(end.address, rest) != other.address for rest, other in zip(_RESTS, ends, strict=True)):
        return OpenEnd(draft.target, draft.status, "redirect.chain", "some addresses are led on from there")
    status = draft.status if draft.status not in PERMANENT else end.status or draft.status
    shown = "".join(_shown(piece) for piece in patterns.pieces(end.address))
    return OpenEnd(end.address, status, "redirect.chain", f"leads to {shown} at once")


def _filled(target: Address, rest: str) -> Address:
    """`target` with `rest` where all that follows stands, its other places as they are."""
    return patterns.filled(target, {SPLAT: rest})


def _shown(piece: Piece) -> str:
    return piece if isinstance(piece, str) else f":{piece.name}"


def _leads_to_itself(draft: Draft, journeys: Journeys) -> bool:
    """Whether one that depends on the query, and is not followed for that, fits the address that it leads to."""
    if not draft.query or draft.target.site or journeys.is_there(draft.target):
        return False
    if draft.segments is None:
        return draft.key == address.key(draft.target.path)
    own = Patterns()
    own.add(draft.segments)
    return own.match(draft.target.path) is not None


class Hidden(NamedTuple):
    """The numbers of the patterns that fit addresses of the new site, and of those that would if case were the same."""

    exact: frozenset[int]
    folded: frozenset[int]


def hidden(drafts: Sequence[Draft], shapes: Patterns, there: Iterable[str]) -> Hidden:
    """What `drafts` would hide of the new site; `shapes` has their patterns by the same numbers."""
    if not drafts:
        return Hidden(frozenset(), frozenset())
    folded = Patterns()
    first = [number for number, draft in enumerate(drafts) if folded.add(_folded(draft.segments or ()))]
    exact: set[int] = set()
    alike = set(range(len(drafts))) - set(first)
    for key in there:
        exact.update(shapes.fitting(key))
        alike.update(first[number] for number in folded.fitting(key.casefold()))
    return Hidden(frozenset(exact), frozenset(alike))


def _folded(segments: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(piece.casefold() if isinstance(piece, str) else piece for piece in segments)
