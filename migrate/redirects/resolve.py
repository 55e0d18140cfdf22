"""The redirects that a new site needs: one hop each, none in a circle, none to where nothing is.

What is left out or changed on the way is told. The order is that of the old addresses, then of the patterns as the
source has them, since servers take the first that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from migrate.diagnostics import Finding
from migrate.model import Location, Redirect
from migrate.redirects import address, patterns, reading
from migrate.redirects.address import Address, Hosts, RefusedError
from migrate.redirects.following import Journeys, There
from migrate.redirects.open_ones import hidden, open_end
from migrate.redirects.patterns import Patterns
from migrate.redirects.reading import PERMANENT, Draft, HostError, Query, StatusError
from migrate.redirects.rule import SPLAT, Rule

_SHOWN = 200  # characters of an address in a message


class Resolved(NamedTuple):
    """What the new site needs, and what is to be told of it."""

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]


def resolve(redirects: Iterable[Redirect], moved: Mapping[str, str], there: Iterable[str], hosts: Hosts) -> Resolved:
    """The redirects of the new site.

    `redirects` are the source's own. `moved` gives the decoded old address of each page or file that has another, and
    the new one: a decoded path, or a whole address where it is elsewhere. `there` are the decoded addresses that the
    new site answers, pages and files. Redirects lead to `hosts` alone.
    """
    return _Resolution(There(there), hosts).of(redirects, moved)


class _Resolution:
    def __init__(self, there: There, hosts: Hosts) -> None:
        self._there = there
        self._hosts = hosts
        self._exact: dict[tuple[str, Query], Draft] = {}
        self._open: list[Draft] = []
        self._with_query: dict[tuple[str, Query], Draft] = {}
        self._shapes = Patterns()
        self._findings: list[Finding] = []

    def of(self, redirects: Iterable[Redirect], moved: Mapping[str, str]) -> Resolved:
        for old, new in moved.items():
            self._take(old, new, None, partial(reading.moved, old, new, self._hosts))
        for one in redirects:
            self._take(one.old, one.new, one.source, partial(reading.draft, one, self._hosts))
        journeys = Journeys(self._there, self._exact, self._open, self._shapes)
        plain = [rule for draft in self._exact.values() if (rule := self._exact_rule(draft, journeys)) is not None]
        plain.sort(key=lambda rule: (rule.path, rule.query))
        return Resolved((*self._told_apart(plain), *self._open_rules(journeys)), tuple(self._findings))

    def _take(self, old: str, new: str, source: Location | None, read: Callable[[], Draft]) -> None:
        """Reads a redirect and puts it where it belongs; what is wrong with it is told."""
        try:
            draft = read()
            if draft.is_open:
                self._take_open(draft)
            else:
                self._take_exact(draft)
        except RefusedError as error:
            self._tell("redirect.refused", old, new, str(error), source)
        except HostError as error:
            self._tell("redirect.host", old, new, str(error), source)
        except StatusError as error:
            self._tell("redirect.status", old, new, str(error), source)

    def _take_open(self, draft: Draft) -> None:
        if draft.segments is None and draft.key in self._there:
            self._tell_of(draft, "redirect.shadowed", f"the new site has a page or file at {draft.path}")
        elif draft.segments is None or draft.query:
            if self._with_query.setdefault((address.key(_path(draft)), draft.query), draft) is not draft:
                self._tell_of(draft, "redirect.double", "one before it fits the same addresses")
        elif self._shapes.add(draft.segments):
            self._open.append(draft)
        else:
            self._tell_of(draft, "redirect.double", "one before it fits the same addresses")

    def _take_exact(self, draft: Draft) -> None:
        key = draft.key
        if key in self._there:
            if draft.target.site or address.key(draft.target.path) != key:
                self._tell_of(draft, "redirect.shadowed", f"the new site has a page or file at {draft.path}")
            return
        before = self._exact.setdefault((key, draft.query), draft)
        if before is not draft and _compared(before.target) != _compared(draft.target):
            self._tell_of(draft, "redirect.double", f"{draft.path} leads to {before.target} already")

    def _exact_rule(self, draft: Draft, journeys: Journeys) -> Rule | None:
        end = journeys.end(draft.target)
        if end.kind == "loop":
            self._tell_of(draft, "redirect.loop", "following it never ends")
            return None
        if end.kind == "nowhere":
            self._tell_of(draft, "redirect.nowhere", f"the new site has nothing at {end.address.path}")
            return None
        if end.kind == "case":
            self._tell_of(draft, "redirect.case", f"taken as {end.address}")
        if end.hops:
            self._tell_of(draft, "redirect.chain", f"leads to {end.address} at once")
        status = draft.status if draft.status not in PERMANENT else end.status or draft.status
        target = (str(end.address),)
        return Rule(path=draft.path, target=target, status=status, query=draft.query, source=draft.source)

    def _told_apart(self, rules: list[Rule]) -> Iterator[Rule]:
        """The rules, marked where upper and lower case alone tell what another address leads to."""
        first: dict[object, Rule] = {}
        several: set[object] = set()
        for rule in rules:
            before = first.setdefault(_folded(rule), rule)
            if (before.target, before.status) != (rule.target, rule.status):
                several.add(_folded(rule))
        for rule in rules:
            is_cased = _folded(rule) in several or self._there.but_for_case(address.key(rule.path)) is not None
            yield replace(rule, cased=True) if is_cased else rule

    def _open_rules(self, journeys: Journeys) -> Iterator[Rule]:
        found = hidden(self._open, self._shapes, self._there)
        for number, draft in enumerate((*self._open, *self._with_query.values())):
            end = open_end(draft, journeys)
            if end.code is not None:
                self._tell_of(draft, end.code, end.why)
            if end.target is not None:
                yield Rule(
                    path=_path(draft),
                    target=tuple(patterns.pieces(end.target)),
                    status=end.status,
                    query=draft.query,
                    segments=draft.segments,
                    hides=number in found.exact,
                    cased=number in found.folded,
                    source=draft.source,
                )

    def _tell_of(self, draft: Draft, code: str, why: str) -> None:
        new = "".join(piece if isinstance(piece, str) else f":{piece.name}" for piece in patterns.pieces(draft.target))
        self._tell(code, _path(draft), new, why, draft.source)

    def _tell(self, code: str, old: str, new: str, why: str, source: Location | None) -> None:
        file, line = (None, None) if source is None else (source.file, source.line)
        message = f"{_shown(old)} to {_shown(new)}: {why}"
        self._findings.append(Finding(code=code, message=message, file=file, line=line))


def _compared(goal: Address) -> Address:
    return goal._replace(path=address.key(goal.path))


def _folded(rule: Rule) -> object:
    return address.key(rule.path).casefold(), rule.query


def _path(draft: Draft) -> str:
    """The old address as people write it."""
    if draft.segments is None:
        return draft.path
    return "/" + "/".join(
        piece if isinstance(piece, str) else "*" if piece.name == SPLAT else f":{piece.name}"
        for piece in draft.segments
    )


def _shown(text: str) -> str:
    """An address in a message: of one line, and no longer than a person reads."""
    return repr(text)[1:-1][:_SHOWN] if not text.isprintable() else text[:_SHOWN]
